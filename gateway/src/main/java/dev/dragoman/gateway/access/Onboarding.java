package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets users who were invited set their password. Anybody may ask; the link is what lets them. */
public final class Onboarding {

    private static final Caller GUEST = new Caller("", "invited user", false);
    private static final Schema CLAIM =
            Schema.empty().with(FieldKind.ID, "invitation_link", "user_id").with(FieldKind.PASSWORD, "password");

    private final Office office;
    private final Passwords passwords;

    public Onboarding(Office office, Passwords passwords) {
        this.office = office;
        this.passwords = passwords;
    }

    /** {@code GET /onboarding/get_token}: whose password the link sets. */
    public JsonObject open(Request request) {
        String link = TeamLookup.asked(request, "invite_link");
        return office.lookFor(GUEST, request, desk -> {
            StoredRecord invitation = desk.find(Table.INVITATION, InvitationAdmin.kept(link));
            StoredRecord user = valid(desk, invitation);
            return JsonObject.builder()
                    .put("login_url", "/ui/onboarding?id=" + link)
                    .put("user_id", user.id())
                    .putIfPresent("user_email", user.document().string("user_email"))
                    .putIfPresent(
                            "expires_at",
                            invitation == null ? null : invitation.document().string("expires_at"))
                    .build();
        });
    }

    /** The user whom a link invites. */
    private static StoredRecord valid(Desk desk, @Nullable StoredRecord invitation) {
        if (invitation == null) {
            throw refused("Invitation link does not exist in db.");
        }
        JsonObject document = invitation.document();
        String end = document.string("expires_at");
        Instant expires = end == null ? null : FieldKind.time(end);
        if (expires == null || !desk.now().isBefore(expires)) {
            throw refused("Invitation link has expired.");
        }
        if (Boolean.TRUE.equals(document.bool("is_accepted"))) {
            throw refused("Invitation link has been used already.");
        }
        StoredRecord user = desk.find(Table.USER, document.string("user_id"));
        boolean resets = Boolean.TRUE.equals(document.bool("resets"));
        if (user == null || !resets && InvitationAdmin.hasLogin(user)) {
            throw refused("Invitation link is for nobody who needs one.");
        }
        return user;
    }

    /** {@code POST /onboarding/claim_token}. */
    public JsonObject claim(Request request) {
        JsonObject asked = CLAIM.read(request.exchange().body()).members();
        String link = Schema.required(asked, "invitation_link");
        String named = Schema.required(asked, "user_id");
        String password = Schema.required(asked, "password");
        // Looked at first, so that nobody keeps processors busy with links that do not exist.
        office.lookFor(GUEST, request, desk -> valid(desk, desk.find(Table.INVITATION, InvitationAdmin.kept(link))));
        String hash = passwords.hashed(password);
        return office.changeFor(GUEST, request, desk -> claimed(desk, link, named, hash));
    }

    private static JsonObject claimed(Desk desk, String link, String named, String hash) {
        StoredRecord invitation = desk.locked(Table.INVITATION, InvitationAdmin.kept(link));
        StoredRecord valid = valid(desk, invitation);
        StoredRecord user = desk.locked(Table.USER, valid.id());
        if (invitation == null || user == null || !user.id().equals(named)) {
            throw refused("Invitation link is for another user.");
        }
        Desk own = desk.by(user.id());
        own.change(Table.INVITATION, invitation, InvitationAdmin.accepted(desk, invitation, true));
        StoredRecord changed = own.change(Table.USER, user, user.document().with("password", new JsonString(hash)));
        UserSessions.endAll(own, user.id());
        return UserFields.told(changed, Roster.teams(desk, user.id()));
    }

    private static AuthenticationException refused(String message) {
        return new AuthenticationException(ErrorDetail.of(message)
                .withType("auth_error")
                .withParam("invite_link")
                .withCode("401"));
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.Duration;
import java.util.UUID;

/**
 * Links by which users set their password. Who knows a link can become the user, so it is told once and kept as a hash; and nobody
 * but administrators makes one for a user who has a login already, or who belongs to what the inviter does not lead.
 */
public final class InvitationAdmin {

    private static final Duration VALID = Duration.ofDays(7);
    private static final Schema GIVEN = Schema.empty().with(FieldKind.ID, "user_id");
    private static final Schema CHANGED =
            Schema.empty().with(FieldKind.ID, "invitation_id").with(FieldKind.FLAG, "is_accepted");
    private static final Schema ONE = Schema.empty().with(FieldKind.ID, "invitation_id");

    private final Office office;

    public InvitationAdmin(Office office) {
        this.office = office;
    }

    /** The form in which a link is kept. */
    static String kept(String link) {
        return new NewKey("sk-" + link).hash();
    }

    /** {@code POST /invitation/new}. */
    public JsonObject make(Request request) {
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        String user = Schema.required(asked.members(), "user_id");
        String link = UUID.randomUUID().toString();
        return asked.telling(office.change(request, desk -> {
            invitable(desk, user);
            JsonObject document = JsonObject.builder()
                    .put("user_id", user)
                    .put("is_accepted", false)
                    .put("accepted_at", JsonNull.NULL)
                    .put("expires_at", desk.now().plus(VALID).toString())
                    .put("resets", desk.authority().isAdmin())
                    .build();
            desk.insert(Table.INVITATION, kept(link), document);
            return told(link, StoredRecord.made(kept(link), document, desk.now(), desk.changedBy()));
        }));
    }

    private static void invitable(Desk desk, String id) {
        Authority authority = desk.authority();
        StoredRecord user = desk.find(Table.USER, id);
        boolean leads = authority.isAdmin() || !authority.onlyLooks() && authority.leadsAllOf(id);
        if (user == null || !leads) {
            throw authority.isAdmin()
                            || authority.ledTeams().size()
                                            + authority.ledOrganizations().size()
                                    > 0
                    ? Desk.absent("User", id)
                    : Desk.forbidden("Only administrators, and who leads what the user belongs to, may invite them");
        }
        if (!authority.isAdmin() && hasLogin(user)) {
            throw Desk.forbidden("user_id: " + Schema.cut(id) + " has a login already (expected: a user without)");
        }
    }

    /** Whether the user can log in without an invitation. */
    static boolean hasLogin(StoredRecord user) {
        return user.document().has("password") || user.document().has("sso_user_id");
    }

    private static JsonObject told(String link, StoredRecord invitation) {
        return JsonObject.of("id", new JsonString(link))
                .merged(invitation.told().without("resets"));
    }

    /** {@code GET /invitation/info}. */
    public JsonObject info(Request request) {
        String link = TeamLookup.asked(request, "invitation_id");
        return office.look(request, desk -> told(link, found(desk, link)));
    }

    /** {@code POST /invitation/update}: an accepted link can be used no more. */
    public JsonObject update(Request request) {
        JsonObject asked = CHANGED.read(request.exchange().body()).members();
        String link = Schema.required(asked, "invitation_id");
        Boolean accepted = asked.bool("is_accepted");
        if (accepted == null) {
            throw Schema.refused("is_accepted: missing (expected: true or false)", "is_accepted");
        }
        return office.change(request, desk -> {
            StoredRecord invitation = found(desk, link);
            if (!accepted && !desk.authority().isAdmin()) {
                throw Desk.forbidden("is_accepted: false (expected: true, as only administrators open a link again)");
            }
            return told(link, desk.change(Table.INVITATION, invitation, accepted(desk, invitation, accepted)));
        });
    }

    static JsonObject accepted(Desk desk, StoredRecord invitation, boolean accepted) {
        return invitation
                .document()
                .with("is_accepted", JsonBoolean.of(accepted))
                .with("accepted_at", accepted ? new JsonString(desk.now().toString()) : JsonNull.NULL);
    }

    /** {@code POST /invitation/delete}. */
    public JsonObject delete(Request request) {
        String link = Schema.required(ONE.read(request.exchange().body()).members(), "invitation_id");
        return office.change(request, desk -> {
            StoredRecord invitation = found(desk, link);
            desk.delete(Table.INVITATION, invitation);
            return told(link, invitation);
        });
    }

    /** The invitation; only for administrators, and for who made it. */
    private static StoredRecord found(Desk desk, String link) {
        StoredRecord invitation = desk.locked(Table.INVITATION, kept(link));
        Authority authority = desk.authority();
        if (invitation == null || !authority.isAdmin() && !authority.is(invitation.createdBy())) {
            throw Desk.absent("Invitation", link);
        }
        return invitation;
    }
}

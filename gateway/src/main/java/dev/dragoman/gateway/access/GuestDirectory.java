package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.config.BudgetPeriod;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows what belongs to callers whom somebody else vouches for. Thread-safe. */
public final class GuestDirectory {

    private static final Remembered.Bounds BOUNDS = new Remembered.Bounds(200_000, 1, Duration.ofSeconds(1));
    private static final String CHECKED = "checked";
    private static final String HASH = "hash";
    private static final String ROLE = "user_role";

    private final Remembered<Caller> guests;

    /**
     * A directory.
     *
     * @param believed how long what was read is believed before it is looked at again
     */
    public GuestDirectory(Database database, Supplier<Duration> believed, InstantSource clock) {
        this.guests = new Remembered<>(text -> read(database, Json.parseObject(text)), believed, BOUNDS, clock);
    }

    /**
     * A caller.
     *
     * @param hash under which spend and limits are counted
     * @param document what a key of theirs would say; {@code user_role} is the role of their user
     * @param checked whether they are held to what is known of user, team and organization
     * @throws AuthenticationException when their team or user is blocked
     * @throws ServiceUnavailableException when that cannot be told, or the document says what cannot be
     */
    public Caller guest(String hash, JsonObject document, boolean checked) {
        JsonObject whole = document.with(HASH, new JsonString(hash));
        String text = (checked ? whole.with(CHECKED, new JsonString("")) : whole).toString();
        Caller caller = Objects.requireNonNull(guests.find(text));
        if (caller.grant() instanceof Entitlements grant && grant.isTeamBlocked()) {
            throw refused("Team=" + grant.teamId() + " is blocked. Update via `/team/unblock` if you're an admin.");
        }
        if (caller.grant() instanceof Entitlements grant && TokenFiles.isOff(grant.user())) {
            throw refused("User=" + grant.userId() + " is blocked.");
        }
        return caller;
    }

    private static AuthenticationException refused(String message) {
        return new AuthenticationException(ErrorDetail.of("Authentication Error, " + message)
                .withType("auth_error")
                .withCode("401"));
    }

    private static Caller read(Database database, JsonObject text) {
        String hash = String.valueOf(text.string(HASH));
        JsonObject key = text.without(HASH, CHECKED, ROLE);
        check(key, text.string(ROLE));
        Entitlements.Papers papers = text.has(CHECKED)
                ? database.read(session -> GrantFiles.papers(new Records(session), key))
                : new Entitlements.Papers(key, JsonObject.EMPTY, JsonObject.EMPTY, JsonObject.EMPTY, JsonObject.EMPTY);
        Entitlements grant = new Entitlements(hash, inRole(papers, text.string(ROLE)));
        String alias = key.string("key_alias");
        return new Caller(hash, alias == null ? "" : alias, grant.role() == Role.PROXY_ADMIN, grant);
    }

    private static void check(JsonObject key, @Nullable String role) {
        String period = key.string("budget_duration");
        if (period != null && BudgetPeriod.of(period) == null) {
            throw wrong("budgetDuration: " + Schema.cut(period) + " (expected: " + BudgetPeriod.EXPECTED + ")");
        }
        if (role != null && Role.named(role) == null) {
            throw wrong("role: " + Schema.cut(role) + " (expected: proxy_admin, proxy_admin_viewer, internal_user or"
                    + " internal_user_viewer)");
        }
    }

    private static ServiceUnavailableException wrong(String what) {
        return new ServiceUnavailableException(
                ErrorDetail.of("custom_auth tells something wrong of the caller: " + what)
                        .withType("service_unavailable_error")
                        .withCode("503"));
    }

    private static Entitlements.Papers inRole(Entitlements.Papers papers, @Nullable String role) {
        return role == null
                ? papers
                : new Entitlements.Papers(
                        papers.key(),
                        papers.user().with(ROLE, new JsonString(role)),
                        papers.team(),
                        papers.member(),
                        papers.organization());
    }

    /** Something of this kind and id was changed, by whichever instance. */
    public void changed(Table table, String id) {
        guests.changed(guest -> guest.grant() instanceof Entitlements grant && grant.concerns(table, id));
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the holders of keys. What was read is kept; a change, of whichever instance, makes it be read again at the next call, and so
 * does its age, beside the calls. While the database is away, those who are known are let in as before. Thread-safe.
 */
public final class GrantDirectory {

    private static final Remembered.Bounds BOUNDS = new Remembered.Bounds(200_000, 20_000, Duration.ofSeconds(5));

    private final Remembered<Holder> holders;
    private final InstantSource clock;

    /**
     * A directory.
     *
     * @param believed how long a key is believed before it is looked at again
     */
    public GrantDirectory(Database database, Supplier<Duration> believed, InstantSource clock) {
        GrantFiles files = new GrantFiles(database);
        this.clock = clock;
        this.holders =
                new Remembered<>(hash -> Holder.of(hash, files.find(hash, clock.instant())), believed, BOUNDS, clock);
    }

    /**
     * Who holds a key.
     *
     * @param hash of the key that was used
     * @param until when it ends to stand for the one of the grant; null when it is that one
     */
    private record Holder(
            String hash,
            Entitlements grant,
            Caller caller,
            @Nullable Instant until) {

        static @Nullable Holder of(String hash, GrantFiles.@Nullable Found found) {
            if (found == null) {
                return null;
            }
            Entitlements grant = found.grant();
            String alias = grant.key().string("key_alias");
            boolean admin = grant.role() == Role.PROXY_ADMIN;
            return new Holder(
                    hash, grant, new Caller(grant.hash(), alias == null ? "" : alias, admin, grant), found.until());
        }
    }

    /**
     * The holder of a key.
     *
     * @param hash of the key
     * @param masked the key as it may be shown
     * @throws AuthenticationException when there is none, or the key must not be used any more
     * @throws dev.dragoman.error.ServiceUnavailableException when that cannot be told at the moment
     */
    public Caller holder(String hash, String masked) {
        Instant now = clock.instant();
        Holder holder = holders.find(hash);
        if (holder != null && holder.until() != null && !now.isBefore(holder.until())) {
            holders.changed(hash);
            holder = null; // its time of grace is over
        }
        if (holder == null) {
            throw nobody(hash, masked);
        }
        Entitlements grant = holder.grant();
        if (grant.isKeyBlocked()) {
            throw refused("Key is blocked. Update via `/key/unblock` if you're an admin.", null);
        }
        if (grant.isUserBlocked()) {
            throw refused("User=" + grant.userId() + " is blocked. An administrator can set blocked to false.", null);
        }
        Instant end = grant.expires();
        if (end != null && !now.isBefore(end)) {
            throw expired(end, now, masked);
        }
        if (grant.isTeamBlocked()) {
            throw refused(
                    "Team=" + grant.teamId() + " is blocked. Update via `/team/unblock` if you're an admin.", null);
        }
        return holder.caller();
    }

    /** Something of this kind and id was changed, by whichever instance. */
    public void changed(Table table, String id) {
        switch (table) {
            case KEY, FORMER_KEY -> {
                holders.changed(id);
                holders.changed(holder ->
                        holder.until() != null && holder.grant().hash().equals(id));
            }
            case TEAM, USER, ORGANIZATION, TEAM_MEMBER, BUDGET ->
                holders.changed(holder -> holder.grant().concerns(table, id));
            default -> {
                // Nothing of it is kept here.
            }
        }
    }

    private static AuthenticationException nobody(String hash, String masked) {
        return new AuthenticationException(
                ErrorDetail.of("Authentication Error, Invalid proxy server token passed. Received API Key = " + masked
                                + ", Key Hash (Token) =" + hash
                                + ". Unable to find token in cache or `LiteLLM_VerificationTokenTable`")
                        .withType("token_not_found_in_db")
                        .withParam("key")
                        .withCode("401"));
    }

    private static AuthenticationException refused(String message, @Nullable String param) {
        return new AuthenticationException(ErrorDetail.of("Authentication Error, " + message)
                .withType("auth_error")
                .withParam(param)
                .withCode("401"));
    }

    private static BadRequestException expired(Instant end, Instant now, String masked) {
        return new BadRequestException(ErrorDetail.of(
                        "Authentication Error - Expired Key. Key Expiry time " + end + " and current time " + now)
                .withType("expired_key")
                .withParam(Objects.requireNonNull(masked))
                .withCode("400"));
    }
}

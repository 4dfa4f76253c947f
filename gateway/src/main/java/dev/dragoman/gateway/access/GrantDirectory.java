package dev.dragoman.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the holders of keys. What was read is kept; a change, of whichever instance, makes it be read again at the next call, and so
 * does its age, beside the calls. While the database is away, those who are known are let in as before. Thread-safe.
 */
public final class GrantDirectory {

    private static final long MOST_KNOWN = 200_000;
    private static final long MOST_UNKNOWN = 20_000;
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(5);

    private final GrantFiles files;
    private final Supplier<Duration> believed;
    private final InstantSource clock;
    private final Cache<String, Entry> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    private final Cache<String, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(MOST_UNKNOWN)
            .expireAfterWrite(UNKNOWN_FOR)
            .build();

    /**
     * A directory.
     *
     * @param believed how long a key is believed before it is looked at again
     */
    public GrantDirectory(Database database, Supplier<Duration> believed, InstantSource clock) {
        this.files = new GrantFiles(database);
        this.believed = believed;
        this.clock = clock;
    }

    /** What is known of a key's holder. */
    private static final class Entry {

        private final Entitlements grant;
        private final Caller caller;
        private final @Nullable Instant until;
        private final Instant read;
        private final AtomicBoolean renewing = new AtomicBoolean();
        private volatile boolean stale;

        Entry(GrantFiles.Found found, Instant read) {
            this.grant = found.grant();
            this.until = found.until();
            this.read = read;
            String alias = grant.key().string("key_alias");
            this.caller = new Caller(
                    grant.hash(),
                    alias == null ? "" : alias,
                    grant.role() == dev.dragoman.gateway.call.Role.PROXY_ADMIN,
                    grant);
        }
    }

    /**
     * The holder of a key.
     *
     * @param hash of the key
     * @param masked the key as it may be shown
     * @throws AuthenticationException when there is none, or the key must not be used any more
     * @throws ServiceUnavailableException when that cannot be told at the moment
     */
    public Caller holder(String hash, String masked) {
        Instant now = clock.instant();
        Entry entry = entry(hash, now);
        if (entry == null) {
            throw nobody(hash, masked);
        }
        if (entry.grant.isKeyBlocked()) {
            throw refused("Key is blocked. Update via `/key/unblock` if you're an admin.", null);
        }
        Instant end = entry.grant.expires();
        if (end != null && !now.isBefore(end)) {
            throw expired(end, now, masked);
        }
        if (entry.grant.isTeamBlocked()) {
            throw refused(
                    "Team=" + entry.grant.teamId() + " is blocked. Update via `/team/unblock` if you're an admin.",
                    null);
        }
        return entry.caller;
    }

    private @Nullable Entry entry(String hash, Instant now) {
        Entry entry = known.getIfPresent(hash);
        if (entry != null && entry.until != null && !now.isBefore(entry.until)) {
            known.asMap().remove(hash, entry);
            entry = null;
        }
        if (entry == null) {
            return unknown.getIfPresent(hash) == null ? read(hash, now) : null;
        }
        if (entry.stale) {
            return again(hash, entry, now);
        }
        if (entry.read.plus(believed.get()).isBefore(now) && entry.renewing.compareAndSet(false, true)) {
            Entry old = entry;
            Thread.ofVirtual().name("key-renewal").start(() -> renew(hash, old));
        }
        return entry;
    }

    private @Nullable Entry read(String hash, Instant now) {
        GrantFiles.Found found = files.find(hash, now);
        if (found == null) {
            known.invalidate(hash);
            unknown.put(hash, true);
            return null;
        }
        Entry made = new Entry(found, now);
        known.put(hash, made);
        return made;
    }

    /** What is read again; the old while that is not possible. */
    private @Nullable Entry again(String hash, Entry old, Instant now) {
        try {
            return read(hash, now);
        } catch (ServiceUnavailableException away) {
            return old;
        }
    }

    private void renew(String hash, Entry old) {
        again(hash, old, clock.instant());
        old.renewing.set(false);
    }

    /** Something of this kind and id was changed, by whichever instance. */
    public void changed(Table table, String id) {
        switch (table) {
            case KEY, FORMER_KEY -> {
                unknown.invalidate(id);
                forget(entry -> entry.grant.hash().equals(id), id);
            }
            case TEAM -> forget(entry -> id.equals(entry.grant.teamId()), null);
            case USER -> forget(entry -> id.equals(entry.grant.userId()), null);
            case ORGANIZATION -> forget(entry -> id.equals(entry.grant.organizationId()), null);
            case TEAM_MEMBER -> forget(entry -> id.equals(entry.grant.teamId() + ":" + entry.grant.userId()), null);
            case BUDGET -> forget(entry -> true, null);
            default -> {
                // Nothing of it is kept here.
            }
        }
    }

    private void forget(java.util.function.Predicate<Entry> concerned, @Nullable String hash) {
        Entry own = hash == null ? null : known.getIfPresent(hash);
        if (own != null) {
            own.stale = true;
        }
        for (Map.Entry<String, Entry> each : known.asMap().entrySet()) {
            if (concerned.test(each.getValue())) {
                each.getValue().stale = true;
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

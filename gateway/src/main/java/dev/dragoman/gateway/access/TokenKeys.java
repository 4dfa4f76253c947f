package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which claims of tokens stand for which keys. A claim goes on standing for a key that was deleted: who was cut off with it must not
 * come back as somebody else. Thread-safe.
 */
final class TokenKeys {

    private static final Remembered.Bounds BOUNDS = new Remembered.Bounds(100_000, 100_000, Duration.ofMinutes(1));

    private final Remembered<String> keys;

    /**
     * Those of a database.
     *
     * @param believed how long a mapping is believed before it is looked at again
     */
    TokenKeys(Database database, Supplier<Duration> believed, InstantSource clock) {
        this.keys = new Remembered<>(
                id -> database.read(session -> active(new Records(session).find(Table.TOKEN_KEY, id))),
                believed,
                BOUNDS,
                clock);
    }

    private static @Nullable String active(@Nullable StoredRecord found) {
        return found == null || Boolean.FALSE.equals(found.document().bool("is_active"))
                ? null
                : found.document().string("token");
    }

    /** The id of a claim's mapping: the same for the same claim, so that there is one at most. */
    static String id(String claim, String value) {
        String hash = NewKey.hash(claim.length() + ":" + claim + value);
        return UUID.nameUUIDFromBytes(hash.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    /**
     * The hash of the key; null when the claim stands for none.
     *
     * @throws dev.dragoman.error.ServiceUnavailableException when that cannot be told at the moment
     */
    @Nullable
    String find(String id) {
        return keys.find(id);
    }

    /** A mapping was changed, by whichever instance. */
    void changed(String id) {
        keys.changed(id);
    }

    /** What stood for a key stands for the one that took its place. */
    static void moved(Desk desk, String old, String successor) {
        for (StoredRecord mapping :
                desk.records().list(Table.TOKEN_KEY, RecordQuery.all().alias(old))) {
            desk.change(Table.TOKEN_KEY, mapping, mapping.document().with("token", new JsonString(successor)));
        }
    }
}

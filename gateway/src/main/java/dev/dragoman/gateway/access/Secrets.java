package dev.dragoman.gateway.access;

import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.crypto.CipherKey;
import dev.dragoman.gateway.crypto.Keyring;
import dev.dragoman.gateway.crypto.UnreadableException;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what must not stand open in the database: parameters of models and values of credentials, one by one. The database says which
 * key encrypts it; who has another one writes nothing, so that nothing is ever encrypted by two keys of which one is about to be lost.
 * Thread-safe.
 */
public final class Secrets {

    /** The kinds of records that hold secrets. */
    static final List<Table> TABLES = List.of(Table.MODEL, Table.CREDENTIAL);

    /** What is no secret, and is looked at without a key. */
    private static final Set<String> OPEN = Set.of("model", "custom_llm_provider", "litellm_credential_name");

    private static final String NAME = "active";
    private final Keyring keys;

    /** By these keys. */
    public Secrets(Keyring keys) {
        this.keys = keys;
    }

    /** The member of a document that is encrypted. */
    static String member(Table table) {
        return table == Table.MODEL ? "litellm_params" : "credential_values";
    }

    /** The key that encrypts where nothing else is said yet. */
    CipherKey primary() {
        return keys.primary();
    }

    /** Reads by that key as well from now on. */
    void learn(CipherKey key) {
        keys.add(key);
    }

    /** The id of the key that encrypts the database; null when nothing is encrypted yet. Nobody else changes it within the transaction. */
    static @Nullable String activeId(Session session) {
        String id = session.first(
                "SELECT key_id FROM secrets_key WHERE name = ?"
                        + session.engine().locking(),
                row -> row.requiredText("key_id"),
                NAME);
        return id == null || id.isEmpty() ? null : id;
    }

    /**
     * The key by which this transaction encrypts.
     *
     * @throws ConflictException when the database is encrypted by a key that is not known here
     */
    CipherKey key(Session session, Instant now) {
        String active = activeId(session);
        if (active == null) {
            activate(session, keys.primary(), now);
            return keys.primary();
        }
        CipherKey known = keys.find(active);
        if (known != null) {
            return known;
        }
        throw otherKey(active);
    }

    static ConflictException otherKey(String active) {
        return new ConflictException(ErrorDetail.of("The secrets in the database are encrypted by another key (id "
                        + active + ") than this instance has (expected: to be started with the LITELLM_SALT_KEY, or"
                        + " else the master key, that they were encrypted by; or, when it is lost, that the models and"
                        + " credentials are deleted and POST /credentials/migrate-encryption begins anew). Nothing was"
                        + " changed.")
                .withType("encryption_key_mismatch")
                .withCode("409"));
    }

    /** From now on that key encrypts the database. */
    static void activate(Session session, CipherKey key, Instant now) {
        session.update("UPDATE secrets_key SET key_id = ?, changed_at = ? WHERE name = ?", key.id(), now, NAME);
    }

    /** The values, each encrypted for its place. */
    static JsonObject encrypted(CipherKey key, Table table, String id, JsonObject values) {
        JsonObject.Builder encrypted = JsonObject.builder();
        values.forEach((name, value) -> encrypted.put(
                name,
                isSecret(name, value) ? new JsonString(key.encrypt(Json.text(value), place(table, id, name))) : value));
        return encrypted.build();
    }

    private static boolean isSecret(String name, JsonValue value) {
        return !OPEN.contains(name)
                && (value instanceof JsonString || value instanceof JsonObject || value instanceof JsonArray);
    }

    /** The values in plain text. */
    JsonObject decrypted(Table table, StoredRecord record) throws UnreadableException {
        JsonObject there = record.document().object(member(table));
        JsonObject values = there == null ? JsonObject.EMPTY : there;
        JsonObject.Builder plain = JsonObject.builder();
        for (String name : values.names()) {
            JsonValue value = values.get(name);
            if (value instanceof JsonString text && Keyring.isEncrypted(text.value())) {
                plain.put(name, Json.parse(keys.decrypt(text.value(), place(table, record.id(), name))));
            } else if (value != null) {
                plain.put(name, value);
            }
        }
        return plain.build();
    }

    /** The values in plain text, for a request that cannot go on without them. */
    JsonObject required(Table table, StoredRecord record) {
        try {
            return decrypted(table, record);
        } catch (UnreadableException unreadable) {
            throw unreadable(table, record, unreadable);
        }
    }

    static ConflictException unreadable(Table table, StoredRecord record, UnreadableException why) {
        String kind = table == Table.MODEL ? "model " : "credentials ";
        return new ConflictException(ErrorDetail.of("The secrets of " + kind + Schema.cut(record.id())
                        + " cannot be read: " + why.getMessage() + ". Nothing was changed.")
                .withType("encryption_key_mismatch")
                .withCode("409"));
    }

    private static String place(Table table, String id, String name) {
        return table.name() + '\0' + id + '\0' + name;
    }
}

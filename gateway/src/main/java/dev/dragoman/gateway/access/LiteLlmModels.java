package dev.dragoman.gateway.access;

import dev.dragoman.gateway.crypto.LiteLlmCipher;
import dev.dragoman.gateway.crypto.UnreadableException;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings models and credentials over from a database of LiteLLM's: decrypted by its salt key, and encrypted by the gateway's own. What is
 * here already stays as it is, and what cannot be decrypted is told and left there.
 */
public final class LiteLlmModels {

    private static final String BY = "litellm-import";
    private static final String REFERENCE = "os.environ/";

    private final LiteLlmRows rows;
    private final Database into;
    private final Secrets secrets;
    private final LiteLlmCipher theirs;
    private final InstantSource clock;

    /**
     * An import.
     *
     * @param secrets encrypts here
     * @param saltKey by which it was encrypted there; the master key where there was no salt key
     */
    public LiteLlmModels(Database from, Database into, Secrets secrets, String saltKey, InstantSource clock) {
        this.rows = new LiteLlmRows(from);
        this.into = into;
        this.secrets = secrets;
        this.theirs = new LiteLlmCipher(saltKey);
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @param told is told what could not be brought over, and what does not work here as it is
     */
    public List<LiteLlmImport.Count> run(Consumer<String> told) {
        List<LiteLlmImport.Count> counts = new ArrayList<>();
        counts.add(bring("credentials", "LiteLLM_CredentialsTable", Table.CREDENTIAL, told));
        counts.add(bring("models", "LiteLLM_ProxyModelTable", Table.MODEL, told));
        return counts;
    }

    private LiteLlmImport.Count bring(String kind, String foreign, Table table, Consumer<String> told) {
        List<JsonObject> all = rows.of(foreign);
        long[] counts = into.transact(session -> {
            long[] done = new long[2];
            for (JsonObject row : all) {
                String id = String.valueOf(row.string(table == Table.MODEL ? "model_id" : "credential_name"));
                if (new Records(session).find(table, id) != null) {
                    done[1]++;
                } else if (bring(session, table, id, row, told)) {
                    done[0]++;
                }
            }
            return done;
        });
        return new LiteLlmImport.Count(kind, counts[0], counts[1]);
    }

    private boolean bring(Session session, Table table, String id, JsonObject row, Consumer<String> told) {
        String name = (table == Table.MODEL ? "model " : "credentials ") + id;
        Instant now = clock.instant();
        try {
            JsonObject values = decrypted(object(row, Secrets.member(table)), told, name);
            JsonObject encrypted = Secrets.encrypted(secrets.key(session, now), table, id, values);
            JsonObject document = (table == Table.MODEL ? model(id, row) : credential(id, row))
                    .with(Secrets.member(table), encrypted);
            Instant made = LiteLlmImport.time(row, "created_at", now);
            new Records(session)
                    .insert(
                            table,
                            new StoredRecord(
                                    id,
                                    document,
                                    made,
                                    row.string("created_by"),
                                    LiteLlmImport.time(row, "updated_at", now),
                                    BY));
            return true;
        } catch (UnreadableException why) {
            told.accept(name + " is left out: " + why.getMessage());
            return false;
        }
    }

    private JsonObject decrypted(JsonObject values, Consumer<String> told, String name) throws UnreadableException {
        JsonObject plain = JsonObject.EMPTY;
        for (String key : values.names()) {
            JsonValue value = values.get(key);
            if (value instanceof JsonString text) {
                String read = theirs.decrypt(text.value());
                if (read.startsWith(REFERENCE)) {
                    told.accept(name + ": " + key + " refers to " + read
                            + "; it works with dragoman_settings.stored_models_read_environment: true");
                }
                plain = plain.with(key, new JsonString(read));
            } else if (value != null) {
                plain = plain.with(key, value);
            }
        }
        return plain;
    }

    private static JsonObject model(String id, JsonObject row) {
        JsonObject info = object(row, "model_info").with("id", new JsonString(id));
        JsonObject.Builder document = JsonObject.builder()
                .put("model_name", String.valueOf(row.string("model_name")))
                .put("model_info", info.without("db_model"))
                .putIfPresent("team_id", info.string("team_id"));
        if (Boolean.TRUE.equals(row.bool("blocked"))) {
            document.put("blocked", JsonBoolean.of(true));
        }
        return document.build();
    }

    private static JsonObject credential(String id, JsonObject row) {
        return JsonObject.builder()
                .put("credential_name", id)
                .put("credential_info", object(row, "credential_info"))
                .build();
    }

    /** An object, which some versions of LiteLLM write as a text. */
    private static JsonObject object(JsonObject row, String name) {
        @Nullable JsonValue value = row.get(name);
        try {
            if (value instanceof JsonString text && Json.parse(text.value()) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException none) {
            return JsonObject.EMPTY;
        }
        return value instanceof JsonObject object ? object : JsonObject.EMPTY;
    }
}

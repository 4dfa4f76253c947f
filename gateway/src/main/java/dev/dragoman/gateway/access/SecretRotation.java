package dev.dragoman.gateway.access;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.gateway.crypto.CipherKey;
import dev.dragoman.gateway.crypto.Keyring;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts all secrets of the database by another key, in one transaction: all of them, or none. Instances that have the old key alone go
 * on with what they know until they are started again, and write no secrets in between.
 */
public final class SecretRotation {

    private static final int SHORTEST = 8;
    private static final Schema ASKED = Schema.empty().with(FieldKind.TEXT, "key", "new_master_key", "new_salt_key");

    private final Office office;
    private final Secrets secrets;
    private final boolean salted;

    /**
     * A rotation.
     *
     * @param salted whether a salt key encrypts, and not the master key
     */
    public SecretRotation(Office office, Secrets secrets, boolean salted) {
        this.office = office;
        this.secrets = secrets;
        this.salted = salted;
    }

    /** Whether the request wants another master key or salt key, or names the master key as the one to be replaced. */
    boolean isMeant(Request request, JsonObject asked, String shown) {
        return asked.has("new_master_key")
                || asked.has("new_salt_key")
                || isMaster(request)
                        && NewKey.hashed(shown).equals(request.requiredCaller().keyHash());
    }

    private static boolean isMaster(Request request) {
        return request.requiredCaller().grant() == null
                && request.requiredCaller().admin();
    }

    /** {@code POST /key/regenerate} with the master key. */
    JsonObject rotate(Request request, String shown) {
        if (!isMaster(request)
                || !NewKey.hashed(shown).equals(request.requiredCaller().keyHash())) {
            throw new PermissionDeniedException(ErrorDetail.of(
                            "new_master_key: only with the master key itself, as key and as the one that is called with")
                    .withType("auth_error")
                    .withParam("new_master_key")
                    .withCode("403"));
        }
        JsonObject asked = ASKED.read(request.exchange().body()).members();
        String salt = asked.string("new_salt_key");
        String master = asked.string("new_master_key");
        if (salt == null && master == null) {
            throw Schema.refused(
                    "New master key is required. (expected: new_master_key, or new_salt_key)", "new_master_key");
        }
        if (master != null) {
            checked(master, request.requiredCaller().keyHash());
        }
        if (salt != null && salt.length() < SHORTEST) {
            throw Schema.wrong("new_salt_key", "(hidden)", "8 letters at least");
        }
        String phrase = salt != null ? salt : salted ? null : master;
        int changed = phrase == null ? 0 : applied(request, CipherKey.of(phrase));
        return told(master, salt, changed);
    }

    private static void checked(String master, String before) {
        if (!master.startsWith("sk-") || master.length() < SHORTEST) {
            throw Schema.wrong("new_master_key", "(hidden)", "a key that starts with sk- and has 8 letters at least");
        }
        if (NewKey.hashed(master).equals(before)) {
            throw Schema.wrong("new_master_key", "(hidden)", "another one than the present master key");
        }
    }

    private int applied(Request request, CipherKey next) {
        int changed = office.change(
                request,
                desk -> moved(
                        desk.session(),
                        secrets,
                        next,
                        desk.now(),
                        (table, old, document) -> desk.change("re-encrypted", table, old, document)));
        secrets.learn(next);
        return changed;
    }

    /** Replaces the document of a record. */
    @FunctionalInterface
    interface Writer {

        void write(Table table, StoredRecord old, JsonObject document);
    }

    /** Encrypts everything by another key, within a transaction; tells how many records that were. */
    static int moved(Session session, Secrets secrets, CipherKey next, Instant now, Writer writer) {
        String active = Secrets.activeId(session);
        if (next.id().equals(active)) {
            return 0; // a former request did it, whose answer was lost
        }
        Records records = new Records(session);
        int changed = 0;
        for (Table table : Secrets.TABLES) {
            for (String id : records.ids(table, Integer.MAX_VALUE)) {
                StoredRecord record = records.findLocked(table, id);
                if (record != null) {
                    JsonObject plain = secrets.required(table, record);
                    JsonObject encrypted = Secrets.encrypted(next, table, id, plain);
                    writer.write(table, record, record.document().with(Secrets.member(table), encrypted));
                    changed++;
                }
            }
        }
        Secrets.activate(session, next, now);
        return changed;
    }

    private JsonObject told(@Nullable String master, @Nullable String salt, int changed) {
        JsonObject.Builder told = JsonObject.builder();
        if (master != null) {
            NewKey key = new NewKey(master);
            told.put("key", master).put("token", key.hash()).put("key_name", key.name());
        }
        return told.put("re_encrypted", changed).put("next", next(master, salt)).build();
    }

    private String next(@Nullable String master, @Nullable String salt) {
        StringBuilder next = new StringBuilder();
        if (salt != null) {
            next.append(
                            "The secrets in the database are encrypted by the new salt key. Start every instance again with")
                    .append(" LITELLM_SALT_KEY set to it");
        } else if (salted) {
            next.append("The secrets in the database are encrypted by LITELLM_SALT_KEY, which stays as it is");
        } else {
            next.append("The secrets in the database are encrypted by the new master key");
        }
        if (master != null) {
            next.append(next.isEmpty() ? "" : ". ")
                    .append("Start every instance again with LITELLM_MASTER_KEY set to the new one; until then the old")
                    .append(" one is what clients use");
        }
        return next.append(". Instances that have not been started again serve what they know and change no models.")
                .toString();
    }

    /** {@code GET /credentials/migrate-encryption/check}: by which keys the secrets are encrypted. */
    public JsonObject check(Request request) {
        return office.look(request, desk -> {
            Map<String, Integer> byKey = new TreeMap<>();
            for (Table table : Secrets.TABLES) {
                for (StoredRecord record : desk.records().list(table, RecordQuery.all())) {
                    keyIds(table, record).forEach(id -> byKey.merge(id, 1, Integer::sum));
                }
            }
            JsonObject.Builder counts = JsonObject.builder();
            byKey.forEach((id, count) -> counts.put(id, count));
            String active = desk.session().first("SELECT key_id FROM secrets_key", row -> row.requiredText("key_id"));
            String wanted = secrets.primary().id();
            return JsonObject.builder()
                    .put("key_id", wanted)
                    .putIfPresent("active_key_id", active)
                    .put("records_by_key", counts.build())
                    .put("needs_migration", byKey.keySet().stream().anyMatch(id -> !id.equals(wanted)))
                    .build();
        });
    }

    private static Set<String> keyIds(Table table, StoredRecord record) {
        Set<String> ids = new TreeSet<>();
        JsonObject values = record.document().object(Secrets.member(table));
        if (values != null) {
            values.forEach((name, value) -> {
                if (value instanceof JsonString text && Keyring.isEncrypted(text.value())) {
                    ids.add(Keyring.keyId(text.value()));
                }
            });
        }
        return ids;
    }

    /** {@code POST /credentials/migrate-encryption}: by the key that this instance was started with from now on. */
    public JsonObject migrate(Request request) {
        int changed = applied(request, secrets.primary());
        return JsonObject.builder()
                .put("success", true)
                .put("re_encrypted", changed)
                .put("key_id", secrets.primary().id())
                .build();
    }
}

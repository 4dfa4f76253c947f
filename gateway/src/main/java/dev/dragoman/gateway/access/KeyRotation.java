package dev.dragoman.gateway.access;

import dev.dragoman.gateway.config.BudgetPeriod;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new key in the place of an old one. Budget, limits, spend and everything else go on, as they are counted under an id that
 * stays; the old key works on until its time of grace is over.
 */
public final class KeyRotation {

    private static final Schema ASKED = KeyFields.CHANGED
            .with(FieldKind.TEXT, "new_key", "new_master_key", "new_salt_key")
            .clearing();

    private final Office office;
    private final KeyAdmin keys;
    private final KeyWatcher watcher;
    private final @Nullable String usualGrace;
    private final SecretRotation secrets;

    /**
     * Rotation.
     *
     * @param usualGrace how long old keys work on where nothing else is said; null for no longer
     * @param secrets what is done when the master key is to be replaced
     */
    public KeyRotation(
            Office office, KeyAdmin keys, KeyWatcher watcher, @Nullable String usualGrace, SecretRotation secrets) {
        this.secrets = secrets;
        this.office = office;
        this.keys = keys;
        this.watcher = watcher;
        this.usualGrace = usualGrace;
    }

    /** {@code POST /key/regenerate} and {@code POST /key/{key}/regenerate}. */
    public JsonObject regenerate(Request request) {
        Schema.Asked asked = ASKED.read(request.exchange().body());
        String inBody = asked.members().string("key");
        String shown = inBody != null ? inBody : request.variable("key");
        if (shown == null) {
            throw Schema.refused("No key passed in. (expected: key, in the body or in the path)", "key");
        }
        if (secrets.isMeant(request, asked.members(), shown)) {
            return secrets.rotate(request, shown);
        }
        NewKey made = wanted(asked.members().string("new_key"));
        Rotated rotated = office.change(request, desk -> {
            StoredRecord key = desk.locked(Table.KEY, NewKey.hashed(shown));
            if (key == null) {
                throw Desk.absent("Key", KeyAdmin.masked(shown));
            }
            new KeyRules(office.settings()).mayChange(desk, key, "/key/regenerate", KeyAdmin.masked(shown));
            StoredRecord changed =
                    asked.members().without("key", "new_key", "grace_period").isEmpty()
                            ? key
                            : keys.changed(desk, key, asked.members().without("new_key", "grace_period"));
            JsonObject told = rotated(desk, changed, made, grace(asked.members(), changed.document()));
            return new Rotated(key.document(), told);
        });
        watcher.rotated(made.text(), rotated.former, rotated.told);
        return asked.telling(JsonObject.builder()
                .put("key", made.text())
                .put("token", made.hash())
                .put("token_id", made.hash())
                .build()
                .merged(rotated.told));
    }

    /** The document of the old key, and what is told of the new one. */
    private record Rotated(JsonObject former, JsonObject told) {}

    /** What a rotation that nobody asked for does; the key as it was found due. */
    void rotate(Desk desk, StoredRecord key, NewKey made) {
        JsonObject document = key.document();
        Long before = document.integer("rotation_count");
        BudgetPeriod interval = period(document.string("rotation_interval"));
        JsonObject counted = document.with("rotation_count", JsonNumber.of((before == null ? 0 : before) + 1))
                .with("last_rotation_at", new JsonString(desk.now().toString()));
        if (interval != null) {
            counted = counted.with(
                    "key_rotation_at", new JsonString(interval.endOf(desk.now()).toString()));
        }
        rotated(desk, key.changed(counted, desk.now(), desk.changedBy()), made, grace(JsonObject.EMPTY, document));
    }

    private JsonObject rotated(Desk desk, StoredRecord key, NewKey made, @Nullable BudgetPeriod grace) {
        String id = key.document().string("key_id");
        JsonObject document = key.document()
                .with("key_name", new JsonString(made.name()))
                .with("key_id", new JsonString(id == null ? key.id() : id))
                .with("former_tokens", former(key));
        KeyAdmin.keep(desk, key);
        desk.records().delete(Table.KEY, key.id(), desk.now());
        StoredRecord renewed =
                new StoredRecord(made.hash(), document, key.createdAt(), key.createdBy(), desk.now(), desk.changedBy());
        KeyAdmin.insertFree(desk, renewed);
        desk.note("rotated", Table.KEY, made.hash(), key.document(), document);
        repoint(desk, key.id(), made.hash());
        TokenKeys.moved(desk, key.id(), made.hash());
        if (grace != null) {
            former(desk, key.id(), made.hash(), grace.endOf(desk.now()));
        }
        return keys.shown(desk, made.hash(), document, key.createdAt());
    }

    /** Keys that stood for the old one stand for the new one now. */
    private static void repoint(Desk desk, String old, String successor) {
        for (StoredRecord former :
                desk.records().list(Table.FORMER_KEY, RecordQuery.all().user(old))) {
            JsonObject document = former.document().with("active_token", new JsonString(successor));
            desk.records().update(Table.FORMER_KEY, former.changed(document, desk.now(), desk.changedBy()));
        }
    }

    /** The hashes under which the key's calls were written down before. */
    private static JsonArray former(StoredRecord key) {
        JsonArray before = key.document().array("former_tokens");
        List<JsonValue> all = new ArrayList<>(before == null ? List.of() : before.items());
        all.add(new JsonString(key.id()));
        return new JsonArray(all);
    }

    private static void former(Desk desk, String old, String successor, Instant until) {
        JsonObject document = JsonObject.builder()
                .put("active_token", successor)
                .put("revoke_at", until.toString())
                .build();
        desk.records().put(Table.FORMER_KEY, StoredRecord.made(old, document, desk.now(), desk.changedBy()));
    }

    /** What the request says, else the key, else the operator. */
    private @Nullable BudgetPeriod grace(JsonObject asked, JsonObject key) {
        String kept = key.string("grace_period");
        String usual = kept == null ? usualGrace : kept;
        return period(asked.has("grace_period") ? asked.string("grace_period") : usual);
    }

    private static @Nullable BudgetPeriod period(@Nullable String text) {
        return text == null || text.isBlank() ? null : BudgetPeriod.of(text);
    }

    private static NewKey wanted(@Nullable String text) {
        if (text == null) {
            return NewKey.random();
        }
        if (!text.startsWith("sk-") || text.length() < 8) {
            throw Schema.refused("New key must start with 'sk-' and have 8 letters at least.", "new_key");
        }
        return new NewKey(text);
    }
}

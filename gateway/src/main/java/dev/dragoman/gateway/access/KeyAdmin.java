package dev.dragoman.gateway.access;

import dev.dragoman.gateway.config.BudgetPeriod;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoreException;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes virtual keys. */
public final class KeyAdmin {

    private static final int MOST_AT_ONCE = 500;
    private static final Schema BULK = Schema.empty().with(FieldKind.OBJECTS, "keys");
    private static final Schema DELETED = Schema.empty().with(FieldKind.TEXTS, "keys", "key_aliases");
    private static final Schema ONE = Schema.empty().with(FieldKind.TEXT, "key");
    private static final Schema RESET = Schema.empty().with(FieldKind.MONEY, "reset_to");
    /** What tells something to the maker of a key, and is no part of it. */
    private static final List<String> TRANSIENT = List.of("key", "duration", "key_type", "send_invite_email", "spend");

    private final Office office;
    private final KeyWatcher watcher;

    /** Of an office; the watcher is told of every key that is made or removed. */
    public KeyAdmin(Office office, KeyWatcher watcher) {
        this.office = office;
        this.watcher = watcher;
    }

    /** {@code POST /key/generate}. */
    public JsonObject generate(Request request) {
        return made(request, false);
    }

    /** {@code POST /key/service-account/generate}: a key of a team and of nobody in it. */
    public JsonObject generateForService(Request request) {
        return made(request, true);
    }

    private JsonObject made(Request request, boolean service) {
        Schema.Asked asked = KeyFields.GIVEN.read(request.exchange().body());
        NewKey key = wanted(asked.members().string("key"));
        JsonObject told = office.change(request, desk -> {
            JsonObject members = new KeyRules(office.settings()).made(desk, asked.members(), service);
            if (service) {
                members = ofService(members);
            }
            return added(desk, members, key);
        });
        return asked.telling(told(key, told));
    }

    /** Adds a key of which it is clear that it may be made. */
    JsonObject added(Desk desk, JsonObject members, NewKey key) {
        JsonObject document = document(desk, members, key);
        Throughput.check(desk, null, document);
        insert(desk, key, document);
        Long spent = Money.nanos(members, "spend");
        if (spent != null && spent > 0) {
            office.spend().set(desk.session(), "key", key.hash(), document, spent);
        }
        return shown(desk, key.hash(), document, desk.now());
    }

    /** What the maker of a key is told, once it is certain that the key exists. */
    JsonObject told(NewKey key, JsonObject added) {
        watcher.made(key.text(), added);
        return JsonObject.builder()
                .put("key", key.text())
                .put("token", key.hash())
                .put("token_id", key.hash())
                .build()
                .merged(added);
    }

    private static JsonObject ofService(JsonObject members) {
        if (members.string("team_id") == null) {
            throw Schema.refused(
                    "team_id is required for service account keys. Please specify `team_id` in the request body.",
                    "team_id");
        }
        JsonObject given = members.object("metadata");
        JsonObject metadata = given == null ? JsonObject.EMPTY : given;
        String alias = members.string("key_alias");
        return members.without("user_id")
                .with(
                        "metadata",
                        metadata.with("service_account_id", new JsonString(alias == null ? "service-account" : alias)));
    }

    private static NewKey wanted(@Nullable String text) {
        if (text == null) {
            return NewKey.random();
        }
        if (!text.startsWith("sk-") || text.length() < 8) {
            throw Schema.refused(
                    "Invalid key format. LiteLLM Virtual Key must start with 'sk-' and have 8 letters at least. Received: "
                            + masked(text),
                    "key");
        }
        return new NewKey(text);
    }

    /** A key as it may be shown. */
    static String masked(String text) {
        return text.length() < 12 ? "****" : text.substring(0, 4) + "****" + text.substring(text.length() - 4);
    }

    private JsonObject document(Desk desk, JsonObject members, NewKey key) {
        JsonObject document = Changes.packed(members, JsonObject.EMPTY, KeyFields.LIFTED)
                .without(TRANSIENT.toArray(String[]::new))
                .with("key_name", new JsonString(key.name()));
        document = typed(document, members.string("key_type"));
        document = scheduled(desk, document, members);
        belongs(desk, document);
        String team = document.string("team_id");
        StoredRecord found = desk.find(Table.TEAM, team);
        String organization = found == null ? null : found.document().string("organization_id");
        String own = document.string("organization_id");
        if (own != null && organization != null && !own.equals(organization)) {
            throw Schema.wrong("organization_id", Schema.cut(own), "that of the team, " + organization);
        }
        return own == null && organization != null
                ? document.with("organization_id", new JsonString(organization))
                : document;
    }

    private static JsonObject typed(JsonObject document, @Nullable String type) {
        String group = switch (type) {
            case null -> null;
            case "default" -> null;
            case "llm_api" -> "llm_api_routes";
            case "management" -> "management_routes";
            case "read_only" -> "info_routes";
            default -> throw Schema.wrong("key_type", Schema.cut(type), "default, llm_api, management or read_only");
        };
        return group == null ? document : document.with("allowed_routes", JsonArray.ofStrings(List.of(group)));
    }

    /** The document with the times that follow from its periods. */
    private JsonObject scheduled(Desk desk, JsonObject document, JsonObject asked) {
        JsonObject scheduled = document;
        String lifetime = asked.string("duration");
        if (lifetime != null) {
            BudgetPeriod period = BudgetPeriod.of(lifetime);
            scheduled = scheduled.with(
                    "expires",
                    period == null
                            ? JsonNull.NULL
                            : new JsonString(period.endOf(desk.now()).toString()));
        }
        scheduled = office.scheduled(desk, scheduled, asked);
        String expiry = asked.string("temp_budget_expiry");
        if (expiry != null && FieldKind.time(expiry) == null) {
            BudgetPeriod period = BudgetPeriod.of(expiry);
            JsonObject metadata = scheduled.object("metadata");
            if (period != null && metadata != null) {
                scheduled =
                        scheduled.with("metadata", metadata.with("temp_budget_expiry", time(period.endOf(desk.now()))));
            }
        }
        return rotating(desk, scheduled, asked);
    }

    private static JsonObject rotating(Desk desk, JsonObject document, JsonObject asked) {
        JsonObject rotating = document;
        if (asked.get("auto_rotate") instanceof JsonString period) {
            rotating = rotating.with("auto_rotate", JsonBoolean.of(true)).with("rotation_interval", period);
        }
        if (!asked.has("auto_rotate") && !asked.has("rotation_interval")) {
            return rotating;
        }
        boolean on = Boolean.TRUE.equals(rotating.bool("auto_rotate"));
        String interval = rotating.string("rotation_interval");
        if (on && interval == null) {
            throw Schema.refused(
                    "rotation_interval: missing (expected: " + BudgetPeriod.EXPECTED + ", as auto_rotate is true)",
                    "rotation_interval");
        }
        BudgetPeriod period = interval == null ? null : BudgetPeriod.of(interval);
        return on && period != null
                ? rotating.with("key_rotation_at", time(period.endOf(desk.now())))
                : rotating.without("key_rotation_at");
    }

    private static JsonString time(Instant time) {
        return new JsonString(time.toString());
    }

    private static void belongs(Desk desk, JsonObject document) {
        String budget = document.string("budget_id");
        if (budget != null && desk.find(Table.BUDGET, budget) == null) {
            throw Schema.wrong("budget_id", Schema.cut(budget), "the id of a budget; /budget/list tells them");
        }
        String organization = document.string("organization_id");
        if (organization != null && desk.find(Table.ORGANIZATION, organization) == null) {
            throw Schema.wrong("organization_id", Schema.cut(organization), "the id of an organization");
        }
    }

    private static void insert(Desk desk, NewKey key, JsonObject document) {
        freeAlias(desk, key.hash(), document);
        insertFree(desk, StoredRecord.made(key.hash(), document, desk.now(), desk.changedBy()));
        desk.note("created", Table.KEY, key.hash(), JsonObject.EMPTY, document);
    }

    /** Adds a key, unless somebody has the same. */
    static void insertFree(Desk desk, StoredRecord key) {
        try {
            desk.records().insert(Table.KEY, key);
        } catch (StoreException taken) {
            if (taken.isConflict()) {
                throw Schema.refused("Key already exists (expected: a key that nobody has)", "key");
            }
            throw taken;
        }
    }

    private static void freeAlias(Desk desk, String hash, JsonObject document) {
        String alias = document.string("key_alias");
        if (alias == null) {
            return;
        }
        List<StoredRecord> same =
                desk.records().list(Table.KEY, RecordQuery.all().alias(alias));
        if (same.stream().anyMatch(other -> !other.id().equals(hash))) {
            throw Schema.refused(
                    "Key with alias '" + Schema.cut(alias)
                            + "' already exists. Unique key aliases across all keys are required.",
                    "key_alias");
        }
    }

    /** {@code POST /key/update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = KeyFields.CHANGED.read(request.exchange().body());
        String shown = Schema.required(asked.members(), "key");
        JsonObject changed = office.change(request, desk -> updated(desk, asked.members(), shown));
        return asked.telling(JsonObject.of("key", new JsonString(shown)).merged(changed));
    }

    private JsonObject updated(Desk desk, JsonObject asked, String shown) {
        StoredRecord key = found(desk, shown);
        new KeyRules(office.settings()).mayChange(desk, key, "/key/update", masked(shown));
        StoredRecord changed = changed(desk, key, asked);
        return shown(desk, key.id(), changed.document(), key.createdAt());
    }

    /** Changes a key that the caller may change. */
    StoredRecord changed(Desk desk, StoredRecord key, JsonObject asked) {
        KeyRules rules = new KeyRules(office.settings());
        JsonObject members = rules.changed(desk, key, asked);
        JsonObject given = members.without(TRANSIENT.toArray(String[]::new));
        if (asked.has("temp_budget_increase") != asked.has("temp_budget_expiry")) {
            throw Schema.refused(
                    "temp_budget_increase and temp_budget_expiry: only one of them (expected: both)",
                    "temp_budget_increase");
        }
        JsonObject document = Changes.applied(key.document(), Changes.packed(given, key.document(), KeyFields.LIFTED));
        document = typed(document, asked.string("key_type"));
        document = scheduled(desk, document, asked);
        if ("-1".equals(asked.string("duration"))) {
            document = document.without("expires");
        }
        belongs(desk, document);
        Throughput.check(desk, key.id(), document);
        freeAlias(desk, key.id(), document);
        StoredRecord changed = desk.change(Table.KEY, key, document);
        Long spent = Money.nanos(asked, "spend");
        if (spent != null) {
            office.spend().set(desk.session(), "key", key.id(), document, spent);
        }
        return changed;
    }

    /** {@code POST /key/bulk_update}. */
    public JsonObject bulkUpdate(Request request) {
        JsonArray keys = BULK.read(request.exchange().body()).members().array("keys");
        if (keys == null || keys.isEmpty() || keys.size() > MOST_AT_ONCE) {
            throw Schema.wrong(
                    "keys", keys == null ? "missing" : keys.size() + " keys", "1 to " + MOST_AT_ONCE + " objects");
        }
        List<JsonValue> done = new ArrayList<>();
        List<JsonValue> failed = new ArrayList<>();
        for (JsonValue each : keys) {
            JsonObject one = (JsonObject) each;
            String shown = one.string("key");
            try {
                JsonObject asked = KeyFields.CHANGED.read(one).members();
                String named = Schema.required(asked, "key");
                JsonObject info = office.change(request, desk -> updated(desk, asked, named));
                done.add(JsonObject.builder()
                        .put("key", named)
                        .put("key_info", info)
                        .build());
            } catch (dev.dragoman.error.LlmException refused) {
                failed.add(JsonObject.builder()
                        .put("key", shown == null ? JsonNull.NULL : new JsonString(shown))
                        .put("key_info", JsonNull.NULL)
                        .put("failed_reason", refused.detail().message())
                        .build());
            }
        }
        return JsonObject.builder()
                .put("total_requested", keys.size())
                .put("successful_updates", new JsonArray(done))
                .put("failed_updates", new JsonArray(failed))
                .build();
    }

    /** {@code POST /key/delete}. */
    public JsonObject delete(Request request) {
        JsonObject asked = DELETED.read(request.exchange().body()).members();
        List<String> keys = Entitlements.strings(asked, "keys");
        List<String> aliases = Entitlements.strings(asked, "key_aliases");
        if (keys.isEmpty() && aliases.isEmpty()) {
            throw Schema.refused("keys: missing (expected: keys, or key_aliases)", "keys");
        }
        List<StoredRecord> gone = office.change(request, desk -> deleted(desk, keys, aliases));
        gone.forEach(key -> watcher.removed(key.document()));
        return JsonObject.of(
                "deleted_keys",
                JsonArray.ofStrings(
                        keys.isEmpty() ? gone.stream().map(StoredRecord::id).toList() : keys));
    }

    private List<StoredRecord> deleted(Desk desk, List<String> keys, List<String> aliases) {
        List<StoredRecord> found = new ArrayList<>();
        for (String key : keys) {
            StoredRecord record = desk.locked(Table.KEY, NewKey.hashed(key));
            if (record != null) {
                found.add(record);
            }
        }
        for (String alias : aliases) {
            found.addAll(desk.records().list(Table.KEY, RecordQuery.all().alias(alias)));
        }
        KeyRules rules = new KeyRules(office.settings());
        List<StoredRecord> seen =
                found.stream().filter(key -> KeyRules.maySee(desk, key)).toList();
        if (seen.isEmpty()) {
            throw Desk.absent("No keys found: key", keys.isEmpty() ? aliases.getFirst() : masked(keys.getFirst()));
        }
        seen.forEach(key -> rules.mayChange(desk, key, "/key/delete", key.id()));
        seen.forEach(key -> remove(desk, key));
        return seen;
    }

    /** Removes a key; its names stay for reports. */
    static void remove(Desk desk, StoredRecord key) {
        desk.delete(Table.KEY, key);
        keep(desk, key);
        for (StoredRecord former :
                desk.records().list(Table.FORMER_KEY, RecordQuery.all().user(key.id()))) {
            desk.records().delete(Table.FORMER_KEY, former.id(), desk.now());
        }
    }

    /** Keeps the names of a key that is no more. */
    static void keep(Desk desk, StoredRecord key) {
        JsonObject document = key.document()
                .with("deleted_at", time(desk.now()))
                .with("deleted_by", new JsonString(desk.changedBy()));
        desk.records().put(Table.DELETED_KEY, key.changed(document, desk.now(), desk.changedBy()));
    }

    /** {@code POST /key/block}. */
    public JsonObject block(Request request) {
        return blocked(request, true);
    }

    /** {@code POST /key/unblock}. */
    public JsonObject unblock(Request request) {
        return blocked(request, false);
    }

    private JsonObject blocked(Request request, boolean blocked) {
        String shown = Schema.required(ONE.read(request.exchange().body()).members(), "key");
        return office.change(request, desk -> {
            StoredRecord key = found(desk, shown);
            mayBlock(desk, key, blocked ? "/key/block" : "/key/unblock", masked(shown));
            JsonObject document = key.document().with("blocked", JsonBoolean.of(blocked));
            desk.change(blocked ? "blocked" : "unblocked", Table.KEY, key, document);
            return JsonObject.of("token", new JsonString(key.id()))
                    .merged(shown(desk, key.id(), document, key.createdAt()));
        });
    }

    private static void mayBlock(Desk desk, StoredRecord key, String route, String shown) {
        Authority authority = desk.authority();
        String team = key.document().string("team_id");
        if (authority.isAdmin() || !authority.onlyLooks() && (authority.leads(team) || authority.isLet(team, route))) {
            return;
        }
        throw KeyRules.maySee(desk, key)
                ? Desk.forbidden("Only administrators, and who leads the key's team, may block it")
                : Desk.absent("Key", shown);
    }

    /** {@code POST /key/{key}/reset_spend}. */
    public JsonObject resetSpend(Request request) {
        JsonObject asked = RESET.read(request.exchange().body()).members();
        Long wanted = Money.nanos(asked, "reset_to");
        if (wanted == null) {
            throw Schema.refused("reset_to: missing (expected: US dollars)", "reset_to");
        }
        String shown = String.valueOf(request.variable("key"));
        return office.change(request, desk -> {
            StoredRecord key = found(desk, shown);
            boolean runs = desk.authority().runs(key.document().string("team_id"));
            if (!desk.authority().isAdmin() && (!runs || desk.authority().onlyLooks())) {
                throw Desk.absent("Key", masked(shown));
            }
            long before = office.spent(desk, "key", key.id(), key.document());
            if (wanted > before) {
                throw Schema.wrong("reset_to", String.valueOf(asked.number("reset_to")), "at most what was spent");
            }
            office.spend().set(desk.session(), "key", key.id(), key.document(), wanted);
            desk.change("updated", Table.KEY, key, key.document());
            return JsonObject.builder()
                    .put("key_hash", key.id())
                    .put("spend", Money.dollars(wanted))
                    .put("previous_spend", Money.dollars(before))
                    .put("max_budget", or(key.document().get("max_budget")))
                    .put("budget_reset_at", or(key.document().get("budget_reset_at")))
                    .build();
        });
    }

    private static JsonValue or(@Nullable JsonValue value) {
        return value == null ? JsonNull.NULL : value;
    }

    private StoredRecord found(Desk desk, String shown) {
        StoredRecord key = desk.locked(Table.KEY, NewKey.hashed(shown));
        if (key == null) {
            throw Desk.absent("Key", masked(shown));
        }
        return key;
    }

    /** A key as it is told to who made or changed it. */
    JsonObject shown(Desk desk, String hash, JsonObject document, Instant createdAt) {
        return KeyFields.told(office.spending(desk, "key", hash, document))
                .with("created_at", time(createdAt))
                .with("created_by", new JsonString(desk.changedBy()))
                .with("updated_at", time(desk.now()))
                .with("updated_by", new JsonString(desk.changedBy()));
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings keys, people and what they spent over from a database of LiteLLM's. Keys keep their hashes, so that clients keep their keys.
 * What is here already stays as it is, so that it can be run again. Nothing is changed there.
 */
public final class LiteLlmImport {

    private static final int AT_ONCE = 500;
    private static final String BY = "litellm-import";
    private static final Set<String> TIMES = Set.of(
            "expires",
            "budget_reset_at",
            "last_rotation_at",
            "key_rotation_at",
            "last_active",
            "revoke_at",
            "created_at",
            "updated_at");
    /** What is kept elsewhere here, or cannot be used. */
    private static final String[] LEFT = {
        "token", "spend", "model_spend", "soft_budget_cooldown", "created_at", "created_by", "updated_at", "updated_by",
        "password", "teams", "admins", "members", "members_with_roles", "model_id", "id", "active_token_id"
    };

    private final LiteLlmRows rows;
    private final Database into;
    private final SpendView spend;
    private final InstantSource clock;

    public LiteLlmImport(Database from, Database into, SpendView spend, InstantSource clock) {
        this.rows = new LiteLlmRows(from);
        this.into = into;
        this.spend = spend;
        this.clock = clock;
    }

    /** How many of a kind were brought over, and how many were here already. */
    public record Count(String kind, long brought, long kept) {

        @Override
        public String toString() {
            return kind + ": " + brought + " brought over" + (kept == 0 ? "" : ", " + kept + " were here already");
        }
    }

    /**
     * Does it.
     *
     * @param told is told what could not be brought over as it was
     */
    public List<Count> run(Consumer<String> told) {
        List<Count> counts = new ArrayList<>();
        Map<String, JsonObject> memberships = memberships();
        for (LiteLlmTable table : LiteLlmTable.values()) {
            List<JsonObject> all = rows.of(table.foreign());
            long brought = 0;
            for (int i = 0; i < all.size(); i += AT_ONCE) {
                List<JsonObject> part = all.subList(i, Math.min(all.size(), i + AT_ONCE));
                brought += into.transact(session -> part.stream()
                        .filter(row -> bring(session, table, row, memberships, told))
                        .count());
            }
            counts.add(new Count(name(table), brought, all.size() - brought));
        }
        return counts;
    }

    private static String name(LiteLlmTable table) {
        return table.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Map<String, JsonObject> memberships() {
        Map<String, JsonObject> found = new HashMap<>();
        for (JsonObject row : rows.of("LiteLLM_TeamMembership")) {
            found.put(row.string("team_id") + ":" + row.string("user_id"), row);
        }
        return found;
    }

    /** Whether it was brought over, and was not here already. */
    private boolean bring(
            Session session,
            LiteLlmTable table,
            JsonObject row,
            Map<String, JsonObject> memberships,
            Consumer<String> told) {
        String id = String.join(
                ":",
                table.id().stream()
                        .map(column -> String.valueOf(row.string(column)))
                        .toList());
        Records records = new Records(session);
        if (records.find(table.table(), id) != null) {
            return false;
        }
        JsonObject document = document(table, row);
        StoredRecord made = new StoredRecord(
                id, document, time(row, "created_at"), row.string("created_by"), time(row, "updated_at"), BY);
        records.insert(table.table(), free(records, table.table(), made, told));
        String level = table.level();
        if (level != null) {
            spent(session, level, made, row);
        }
        if (table == LiteLlmTable.TEAMS) {
            members(session, row, memberships);
        }
        return true;
    }

    private static JsonObject document(LiteLlmTable table, JsonObject row) {
        JsonObject document = JsonObject.EMPTY;
        for (String name : row.without(LEFT).names()) {
            JsonValue value = Objects.requireNonNull(row.get(name));
            if (value != JsonNull.NULL) {
                document = document.with(name, TIMES.contains(name) ? zoned(value) : value);
            }
        }
        return table == LiteLlmTable.FORMER_KEYS
                ? document.with("active_token", new JsonString(String.valueOf(row.string("active_token_id"))))
                : document;
    }

    /** LiteLLM writes times in UTC, and does not say so. */
    private static JsonValue zoned(JsonValue value) {
        Instant time = value instanceof JsonString text ? FieldKind.time(text.value()) : null;
        return time == null ? value : new JsonString(time.toString());
    }

    private Instant time(JsonObject row, String name) {
        return time(row, name, clock.instant());
    }

    /** The time that a row tells. */
    static Instant time(JsonObject row, String name, Instant usual) {
        String text = row.string(name);
        Instant time = text == null ? null : FieldKind.time(text);
        return time == null ? usual : time;
    }

    /** The record, without a name that another has here. */
    private static StoredRecord free(Records records, Table table, StoredRecord made, Consumer<String> told) {
        String member = table == Table.KEY ? "key_alias" : table == Table.USER ? "user_email" : null;
        String alias = member == null ? null : made.document().string(member);
        if (member == null || alias == null) {
            return made;
        }
        String kept = table == Table.USER ? alias.toLowerCase(Locale.ROOT) : alias;
        if (records.list(table, RecordQuery.all().alias(kept)).isEmpty()) {
            return made;
        }
        told.accept(member + " " + alias + " of " + made.id() + " is left out: another has it here");
        return made.changed(made.document().without(member), made.updatedAt(), made.updatedBy());
    }

    private void spent(Session session, String level, StoredRecord record, JsonObject row) {
        Long nanos = Money.nanos(row, "spend");
        if (nanos != null && nanos > 0) {
            spend.set(session, level, record.id(), record.told(), nanos);
        }
    }

    private void members(Session session, JsonObject team, Map<String, JsonObject> memberships) {
        JsonArray members = team.array("members_with_roles");
        for (JsonValue each : members == null ? JsonArray.EMPTY : members) {
            String user = each instanceof JsonObject member ? member.string("user_id") : null;
            if (user != null) {
                member(session, String.valueOf(team.string("team_id")), (JsonObject) each, user, memberships);
            }
        }
    }

    private void member(
            Session session, String team, JsonObject member, String user, Map<String, JsonObject> memberships) {
        String id = team + ":" + user;
        Records records = new Records(session);
        if (records.find(Table.TEAM_MEMBER, id) != null) {
            return;
        }
        JsonObject limits = memberships.getOrDefault(id, JsonObject.EMPTY);
        String role = member.string("role");
        JsonObject document = JsonObject.builder()
                .put("team_id", team)
                .put("user_id", user)
                .put("role", role == null ? "user" : role)
                .putIfPresent("budget_id", limits.string("budget_id"))
                .build();
        StoredRecord made = StoredRecord.made(id, document, clock.instant(), BY);
        records.insert(Table.TEAM_MEMBER, made);
        spent(session, "team_member", made, limits);
    }
}

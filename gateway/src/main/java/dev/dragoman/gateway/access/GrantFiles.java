package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what belongs to a key from the database. */
final class GrantFiles {

    /** Limits that a key, a member or an organization takes from a budget that it shares, where it has none of its own. */
    private static final List<String> SHARED = List.of(
            "max_budget",
            "soft_budget",
            "budget_duration",
            "budget_reset_at",
            "tpm_limit",
            "rpm_limit",
            "max_parallel_requests",
            "model_max_budget",
            "allowed_models");

    private final Database database;

    GrantFiles(Database database) {
        this.database = database;
    }

    /**
     * A key that was found.
     *
     * @param until when it ends to stand for another; null for a key in its own right
     */
    record Found(Entitlements grant, @Nullable Instant until) {}

    /** The key of a hash, or the one that took its place within its time; null when there is none. */
    @Nullable
    Found find(String hash, Instant now) {
        return database.read(session -> {
            Records records = new Records(session);
            StoredRecord key = records.find(Table.KEY, hash);
            if (key != null) {
                return new Found(gather(records, key.id(), key.told()), null);
            }
            StoredRecord former = records.find(Table.FORMER_KEY, hash);
            String successor = former == null ? null : former.document().string("active_token");
            String end = former == null ? null : former.document().string("revoke_at");
            Instant until = end == null ? null : FieldKind.time(end);
            if (successor == null || until == null || !until.isAfter(now)) {
                return null;
            }
            StoredRecord active = records.find(Table.KEY, successor);
            return active == null ? null : new Found(gather(records, active.id(), active.told()), until);
        });
    }

    private static Entitlements gather(Records records, String hash, JsonObject key) {
        return new Entitlements(hash, papers(records, key));
    }

    /** What belongs together with a key that says this. */
    static Entitlements.Papers papers(Records records, JsonObject key) {
        JsonObject document = shared(records, key);
        JsonObject user = document(records, Table.USER, document.string("user_id"));
        JsonObject team = document(records, Table.TEAM, document.string("team_id"));
        String own = document.string("organization_id");
        String organization = own != null ? own : team.string("organization_id");
        return new Entitlements.Papers(
                document,
                user,
                team,
                member(records, document, team),
                shared(records, document(records, Table.ORGANIZATION, organization)));
    }

    private static JsonObject member(Records records, JsonObject key, JsonObject team) {
        String user = key.string("user_id");
        String teamId = key.string("team_id");
        if (user == null || teamId == null) {
            return JsonObject.EMPTY;
        }
        JsonObject own = document(records, Table.TEAM_MEMBER, teamId + ":" + user);
        JsonObject metadata = team.object("metadata");
        String usual = metadata == null ? null : metadata.string("team_member_budget_id");
        boolean hasOwn = own.string("budget_id") != null;
        return hasOwn || usual == null || own.isEmpty()
                ? shared(records, own)
                : filled(own, document(records, Table.BUDGET, usual));
    }

    private static JsonObject document(Records records, Table table, @Nullable String id) {
        StoredRecord found = id == null ? null : records.find(table, id);
        return found == null ? JsonObject.EMPTY : found.told();
    }

    static JsonObject shared(Records records, JsonObject document) {
        String budget = document.string("budget_id");
        return budget == null ? document : filled(document, document(records, Table.BUDGET, budget));
    }

    private static JsonObject filled(JsonObject document, JsonObject budget) {
        JsonObject filled = document;
        for (String name : SHARED) {
            JsonValue own = document.get(name);
            JsonValue theirs = budget.get(name);
            boolean empty = own == null || own == JsonNull.NULL || own instanceof JsonObject map && map.isEmpty();
            if (empty && theirs != null) {
                filled = filled.with(name, theirs);
            }
        }
        return filled;
    }
}

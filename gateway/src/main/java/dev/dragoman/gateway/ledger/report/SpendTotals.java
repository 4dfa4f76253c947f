package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.SpendFacts;
import dev.dragoman.gateway.ledger.SpendLevel;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what was ever spent, from the sums of ever. */
public final class SpendTotals {

    private static final int MOST = 1_000;

    private final Database database;
    private final Supplier<@Nullable Long> budget;

    /**
     * Totals.
     *
     * @param budget nano-dollars that the whole gateway may spend; null for any amount
     */
    public SpendTotals(Database database, Supplier<@Nullable Long> budget) {
        this.database = database;
        this.budget = budget;
    }

    /** What was ever spent on everything. */
    public JsonObject global() {
        Long spend = database.read(session -> session.first(
                "SELECT spend FROM spend_total WHERE level = ? AND id = ?",
                row -> row.number("spend"),
                SpendLevel.GLOBAL.word(),
                SpendLevel.EVERYTHING));
        Long most = budget.get();
        return JsonObject.builder()
                .put("spend", SpendFacts.dollars(spend == null ? 0 : spend))
                .put("max_budget", SpendFacts.dollars(most == null ? 0 : most))
                .build();
    }

    /** The keys that spent most, with all that is known of them. */
    public JsonArray keys(Scope scope) {
        Where where = new Where().and("level = ?", SpendLevel.KEY.word());
        if (!scope.everything()) {
            where.and(Where.in("id", scope.keys()));
        }
        return documents(where, Table.KEY, "token");
    }

    /** The users that spent most, or one that is asked for, with all that is known of them. */
    public JsonArray users(Function<String, @Nullable String> parameters, Scope scope) {
        Where where =
                new Where().and("level = ?", SpendLevel.USER.word()).equal("id", new Asked(parameters).text("user_id"));
        if (!scope.everything()) {
            where.and(Where.in("id", scope.users()));
        }
        return documents(where, Table.USER, "user_id");
    }

    private JsonArray documents(Where where, Table table, String id) {
        return database.read(session -> {
            Map<String, Long> spent = new LinkedHashMap<>();
            session.each(
                    "SELECT id, spend FROM spend_total" + where.sql() + " ORDER BY spend DESC, id LIMIT " + MOST,
                    row -> spent.put(row.requiredText("id"), row.number("spend")),
                    where.values());
            return documents(session, spent, table, id);
        });
    }

    private static JsonArray documents(Session session, Map<String, Long> spent, Table table, String id) {
        Map<String, JsonObject> known = new Labels(session).of(table, spent.keySet());
        List<JsonValue> told = new ArrayList<>(spent.size());
        spent.forEach((each, nanos) -> told.add(known.getOrDefault(each, JsonObject.EMPTY).toBuilder()
                .put(id, each)
                .put("spend", SpendFacts.dollars(nanos))
                .build()));
        return new JsonArray(told);
    }

    /** Counts what keys and teams spend from zero again; rows and sums by day stay. */
    public JsonObject reset() {
        database.transact(session -> session.update(
                "UPDATE spend_total SET spend = 0 WHERE level IN (?, ?)",
                SpendLevel.KEY.word(),
                SpendLevel.TEAM.word()));
        return JsonObject.builder()
                .put("message", "Spend for all API Keys and Teams reset successfully")
                .put("status", "success")
                .build();
    }
}

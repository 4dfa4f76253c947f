package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Budgets that others are held to: rows of their own, which several may share. */
final class Budgets {

    /** The limits that a budget has. */
    static final Schema LIMITS = Schema.empty()
            .with(FieldKind.MONEY, "max_budget", "soft_budget")
            .with(FieldKind.COUNT, "max_parallel_requests", "tpm_limit", "rpm_limit")
            .with(FieldKind.PERIOD, "budget_duration")
            .with(FieldKind.MODEL_BUDGETS, "model_max_budget")
            .with(FieldKind.TIME, "budget_reset_at")
            .with(FieldKind.TEXTS, "allowed_models");

    static final List<String> NAMES = List.of(
            "max_budget",
            "soft_budget",
            "max_parallel_requests",
            "tpm_limit",
            "rpm_limit",
            "budget_duration",
            "model_max_budget",
            "budget_reset_at",
            "allowed_models");

    private static final Shape SHAPE = new Shape(
            List.of(
                    "budget_id",
                    "max_budget",
                    "soft_budget",
                    "max_parallel_requests",
                    "tpm_limit",
                    "rpm_limit",
                    "model_max_budget",
                    "budget_duration",
                    "budget_reset_at",
                    "allowed_models"),
            List.of("allowed_models"),
            List.of());
    private static final List<Table> HOLDERS = List.of(
            Table.KEY,
            Table.TEAM,
            Table.TEAM_MEMBER,
            Table.ORGANIZATION,
            Table.ORGANIZATION_MEMBER,
            Table.CUSTOMER,
            Table.TAG);

    private final Office office;

    Budgets(Office office) {
        this.office = office;
    }

    /** The members that are limits; null where the request takes one away. */
    static JsonObject limits(JsonObject asked) {
        JsonObject.Builder limits = JsonObject.builder();
        for (String name : NAMES) {
            limits.putIfPresent(name, asked.get(name));
        }
        return limits.build();
    }

    /** Adds a budget under an id of its own. */
    String added(Desk desk, JsonObject limits) {
        String id = UUID.randomUUID().toString();
        add(desk, id, limits);
        return id;
    }

    /** Adds a budget. */
    StoredRecord add(Desk desk, String id, JsonObject limits) {
        JsonObject document = JsonObject.builder().put("budget_id", id).build();
        document = timed(desk, Changes.applied(document, limits), limits);
        desk.insert(Table.BUDGET, id, document);
        return StoredRecord.made(id, document, desk.now(), desk.changedBy());
    }

    /** Changes a budget. */
    StoredRecord change(Desk desk, StoredRecord budget, JsonObject limits) {
        JsonObject document = timed(desk, Changes.applied(budget.document(), limits), limits);
        return desk.change(Table.BUDGET, budget, document);
    }

    /**
     * Changes the limits of whom a budget belongs to alone, and makes one when there is none.
     *
     * @return the budget's id; null when there is none and no limit was asked for
     */
    @Nullable
    String change(Desk desk, @Nullable String id, JsonObject limits) {
        StoredRecord budget = id == null ? null : desk.locked(Table.BUDGET, id);
        if (limits.isEmpty()) {
            return id;
        }
        if (budget == null) {
            return added(desk, limits);
        }
        change(desk, budget, limits);
        return budget.id();
    }

    private JsonObject timed(Desk desk, JsonObject document, JsonObject asked) {
        String given = asked.string("budget_reset_at");
        if (given == null) {
            return office.scheduled(desk, document, asked);
        }
        Instant time = FieldKind.time(given);
        return time == null
                ? document.with("budget_reset_at", JsonNull.NULL)
                : document.with("budget_reset_at", new JsonString(time.toString()));
    }

    /**
     * The document of whom a budget limits: with the one that is asked for by its id, or with one of its own that has the limits
     * that are asked for.
     */
    JsonObject held(Desk desk, JsonObject document, JsonObject asked) {
        JsonObject limits = limits(asked);
        String shared = asked.string("budget_id");
        JsonObject rest = document.without(NAMES.toArray(String[]::new));
        if (shared != null && !limits.isEmpty()) {
            throw Schema.refused(
                    "budget_id and " + limits.names().getFirst() + ": both (expected: only one of them)", "budget_id");
        }
        if (shared != null && desk.find(Table.BUDGET, shared) == null) {
            throw Schema.wrong("budget_id", Schema.cut(shared), "the id of a budget; /budget/list tells them");
        }
        if (limits.isEmpty()) {
            return rest;
        }
        return rest.with("budget_id", new JsonString(own(desk, rest.string("budget_id"), limits)));
    }

    /** The budget of whom it belongs to alone; others that share it keep theirs as it is. */
    private String own(Desk desk, @Nullable String id, JsonObject limits) {
        StoredRecord budget = id == null ? null : desk.locked(Table.BUDGET, id);
        if (budget == null) {
            return added(desk, limits);
        }
        if (holders(desk, budget.id()) <= 1) {
            return change(desk, budget, limits).id();
        }
        return added(desk, Changes.applied(limits(budget.document()), limits));
    }

    /** The budget as it is told; null when there is none. */
    static JsonValue told(Desk desk, @Nullable String id) {
        StoredRecord budget = desk.find(Table.BUDGET, id);
        return budget == null ? JsonNull.NULL : told(budget);
    }

    /** The same of one that was found. */
    static JsonObject told(StoredRecord budget) {
        return SHAPE.told(budget.told());
    }

    /** The document with the limits of its budget where it has none of its own. */
    static JsonObject filled(Desk desk, JsonObject document) {
        return GrantFiles.shared(desk.records(), document);
    }

    /** How many are held to the budget. */
    static long holders(Desk desk, String id) {
        long count = 0;
        for (Table table : HOLDERS) {
            count += desk.records().count(table, RecordQuery.all().budget(id));
        }
        return count;
    }

    /** Removes a budget that nobody is held to any more. */
    static void removeUnused(Desk desk, @Nullable String id) {
        StoredRecord budget = desk.find(Table.BUDGET, id);
        if (budget != null && holders(desk, budget.id()) == 0) {
            desk.delete(Table.BUDGET, budget);
        }
    }
}

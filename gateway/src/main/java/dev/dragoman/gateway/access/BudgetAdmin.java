package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes, changes, removes and tells of budgets that several may share. */
public final class BudgetAdmin {

    private static final Schema GIVEN = Budgets.LIMITS.with(FieldKind.ID, "budget_id");
    private static final Schema CHANGED = GIVEN.clearing();
    private static final Schema REMOVED = Schema.empty().with(FieldKind.ID, "id");
    private static final Schema SEVERAL = Schema.empty().with(FieldKind.IDS, "budgets");
    /** What the admin pages ask for, with what it means. */
    private static final Map<String, String> SETTINGS = Map.of(
            "max_parallel_requests", "Calls at once, at most",
            "tpm_limit", "Tokens a minute, at most",
            "rpm_limit", "Requests a minute, at most",
            "budget_duration", "How long a budget lasts before it begins anew, such as 30d",
            "max_budget", "US dollars, at most",
            "soft_budget", "US dollars from which on somebody is told");

    private final Office office;
    private final Budgets budgets;

    public BudgetAdmin(Office office) {
        this.office = office;
        this.budgets = new Budgets(office);
    }

    /** {@code POST /budget/new}. */
    public JsonObject make(Request request) {
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        String given = asked.members().string("budget_id");
        String id = given == null ? UUID.randomUUID().toString() : given;
        return asked.telling(office.change(request, desk -> {
            if (desk.find(Table.BUDGET, id) != null) {
                throw Schema.refused("Budget already exists, passed budget_id=" + Schema.cut(id), "budget_id");
            }
            return Budgets.told(budgets.add(desk, id, Budgets.limits(asked.members())));
        }));
    }

    /** {@code POST /budget/update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = CHANGED.read(request.exchange().body());
        String id = Schema.required(asked.members(), "budget_id");
        return asked.telling(office.change(
                request, desk -> Budgets.told(budgets.change(desk, found(desk, id), Budgets.limits(asked.members())))));
    }

    private static StoredRecord found(Desk desk, String id) {
        StoredRecord budget = desk.locked(Table.BUDGET, id);
        if (budget == null) {
            throw Desk.absent("Budget", id);
        }
        return budget;
    }

    /** {@code POST /budget/delete}: one that nobody is held to. */
    public JsonObject delete(Request request) {
        String id = Schema.required(REMOVED.read(request.exchange().body()).members(), "id");
        return office.change(request, desk -> {
            StoredRecord budget = found(desk, id);
            long holders = Budgets.holders(desk, id);
            if (holders > 0) {
                throw Schema.refused(
                        "Budget " + Schema.cut(id) + " is in use by " + holders
                                + " (expected: one that nobody is held to)",
                        "id");
            }
            desk.delete(Table.BUDGET, budget);
            return Budgets.told(budget);
        });
    }

    /** {@code POST /budget/info}. */
    public JsonArray info(Request request) {
        List<String> ids =
                Entitlements.strings(SEVERAL.read(request.exchange().body()).members(), "budgets");
        if (ids.isEmpty()) {
            throw Schema.refused("budgets: missing (expected: a list of ids)", "budgets");
        }
        return office.look(
                request,
                desk -> told(desk.records().list(Table.BUDGET, RecordQuery.all().ids(ids))));
    }

    /** {@code GET /budget/list}. */
    public JsonArray list(Request request) {
        return office.look(request, desk -> told(desk.records().list(Table.BUDGET, RecordQuery.all())));
    }

    private static JsonArray told(List<StoredRecord> budgets) {
        return new JsonArray(
                budgets.stream().map(budget -> (JsonValue) Budgets.told(budget)).toList());
    }

    /** {@code GET /budget/settings}: the members of a budget, what they mean and what they are. */
    public JsonArray settings(Request request) {
        String id = TeamLookup.asked(request, "budget_id");
        JsonObject budget = office.look(request, desk -> {
            StoredRecord found = desk.find(Table.BUDGET, id);
            if (found == null) {
                throw Desk.absent("Budget", id);
            }
            return found.document();
        });
        List<JsonValue> told = new ArrayList<>();
        for (String name : SETTINGS.keySet().stream().sorted().toList()) {
            JsonValue value = budget.get(name);
            told.add(JsonObject.builder()
                    .put("field_name", name)
                    .put("field_type", type(name))
                    .put("field_description", String.valueOf(SETTINGS.get(name)))
                    .put("field_value", value == null ? JsonNull.NULL : value)
                    .put("stored_in_db", true)
                    .put("field_default_value", JsonNull.NULL)
                    .build());
        }
        return new JsonArray(told);
    }

    private static JsonString type(String name) {
        return new JsonString(
                name.equals("budget_duration") ? "String" : name.endsWith("_budget") ? "Float" : "Integer");
    }
}

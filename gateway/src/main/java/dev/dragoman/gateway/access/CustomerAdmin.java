package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, changes, removes and tells of customers: the end users of somebody's application. */
public final class CustomerAdmin {

    private static final Schema GIVEN = Budgets.LIMITS
            .with(FieldKind.ID, "user_id", "alias", "budget_id", "allowed_model_region", "default_model")
            .with(FieldKind.FLAG, "blocked")
            .with(FieldKind.MONEY, "spend")
            .with(FieldKind.OBJECT, "object_permission", "metadata");
    private static final Schema CHANGED = GIVEN.clearing();
    private static final Schema SEVERAL = Schema.empty().with(FieldKind.IDS, "user_ids");
    private static final List<String> REGIONS = List.of("eu", "us");
    private static final Shape SHAPE = new Shape(
            List.of(
                    "user_id",
                    "blocked",
                    "alias",
                    "spend",
                    "allowed_model_region",
                    "default_model",
                    "budget_id",
                    "litellm_budget_table",
                    "object_permission"),
            List.of(),
            List.of());

    private final Office office;

    public CustomerAdmin(Office office) {
        this.office = office;
    }

    /** {@code POST /customer/new}. */
    public JsonObject make(Request request) {
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        JsonObject members = asked.members();
        String id = Schema.required(members, "user_id");
        return asked.telling(office.change(request, desk -> {
            if (desk.find(Table.CUSTOMER, id) != null) {
                throw Schema.refused("Customer already exists, passed user_id=" + Schema.cut(id), "user_id");
            }
            JsonObject document = JsonObject.builder()
                    .put("user_id", id)
                    .put("blocked", false)
                    .build()
                    .merged(members);
            document = new Budgets(office).held(desk, regional(document).without("spend"), members);
            desk.insert(Table.CUSTOMER, id, document);
            spent(desk, id, document, members);
            return told(desk, StoredRecord.made(id, document, desk.now(), desk.changedBy()));
        }));
    }

    private static JsonObject regional(JsonObject document) {
        String region = document.string("allowed_model_region");
        if (region != null && !REGIONS.contains(region)) {
            throw Schema.wrong("allowed_model_region", Schema.cut(region), String.join(" or ", REGIONS));
        }
        return document;
    }

    private void spent(Desk desk, String id, JsonObject document, JsonObject asked) {
        Long spent = Money.nanos(asked, "spend");
        if (spent != null) {
            office.spend().set(desk.session(), "end_user", id, document, spent);
        }
    }

    /** {@code POST /customer/update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = CHANGED.read(request.exchange().body());
        JsonObject members = asked.members();
        String id = Schema.required(members, "user_id");
        return asked.telling(office.change(request, desk -> {
            StoredRecord customer = desk.locked(Table.CUSTOMER, id);
            if (customer == null) {
                throw absent(id);
            }
            JsonObject rest =
                    members.without(Budgets.NAMES.toArray(String[]::new)).without("spend");
            JsonObject document = regional(Changes.applied(customer.document(), rest));
            document = new Budgets(office).held(desk, document, members);
            StoredRecord changed = desk.change(Table.CUSTOMER, customer, document);
            spent(desk, id, document, members);
            return told(desk, changed);
        }));
    }

    private static RuntimeException absent(String id) {
        return Desk.absent("End User Id=" + Schema.cut(id) + " does not exist in db: customer", id);
    }

    /** {@code GET /customer/info}. */
    public JsonObject info(Request request) {
        String id = TeamLookup.asked(request, "end_user_id");
        return office.look(request, desk -> {
            StoredRecord customer = desk.find(Table.CUSTOMER, id);
            if (customer == null) {
                throw absent(id);
            }
            return told(desk, customer);
        });
    }

    /** {@code GET /customer/list}. */
    public JsonArray list(Request request) {
        return office.look(request, desk -> {
            List<JsonValue> told = new ArrayList<>();
            desk.records().list(Table.CUSTOMER, RecordQuery.all()).forEach(one -> told.add(told(desk, one)));
            return new JsonArray(told);
        });
    }

    private JsonObject told(Desk desk, StoredRecord customer) {
        JsonObject whole = customer.told()
                .with(
                        "litellm_budget_table",
                        Budgets.told(desk, customer.document().string("budget_id")));
        return SHAPE.told(office.spending(desk, "end_user", customer.id(), whole));
    }

    /** {@code POST /customer/delete}. */
    public JsonObject delete(Request request) {
        List<String> ids = ids(request);
        return office.change(request, desk -> {
            for (String id : ids) {
                StoredRecord customer = desk.locked(Table.CUSTOMER, id);
                if (customer == null) {
                    throw absent(id);
                }
                desk.delete(Table.CUSTOMER, customer);
            }
            return JsonObject.builder()
                    .put("deleted_customers", JsonNumber.of(ids.size()))
                    .put("message", "Successfully deleted customers with ids: " + String.join(", ", ids))
                    .build();
        });
    }

    private static List<String> ids(Request request) {
        List<String> ids =
                Entitlements.strings(SEVERAL.read(request.exchange().body()).members(), "user_ids");
        if (ids.isEmpty()) {
            throw Schema.refused("user_ids: missing (expected: a list of ids)", "user_ids");
        }
        return ids.stream().distinct().toList();
    }

    /** {@code POST /customer/block}: also those whom nobody has seen yet. */
    public JsonObject block(Request request) {
        List<String> ids = ids(request);
        return office.change(request, desk -> {
            List<JsonValue> told = new ArrayList<>();
            ids.forEach(id -> told.add(told(desk, blocked(desk, id, desk.locked(Table.CUSTOMER, id), true))));
            return JsonObject.of("blocked_users", new JsonArray(told));
        });
    }

    /** {@code POST /customer/unblock}. */
    public JsonObject unblock(Request request) {
        List<String> ids = ids(request);
        return office.change(request, desk -> {
            List<JsonValue> told = new ArrayList<>();
            for (String id : ids) {
                StoredRecord customer = desk.locked(Table.CUSTOMER, id);
                if (customer == null) {
                    throw absent(id);
                }
                told.add(told(desk, blocked(desk, id, customer, false)));
            }
            return JsonObject.of("unblocked_users", new JsonArray(told));
        });
    }

    private static StoredRecord blocked(Desk desk, String id, @Nullable StoredRecord customer, boolean blocked) {
        if (customer == null) {
            JsonObject document = JsonObject.builder()
                    .put("user_id", id)
                    .put("blocked", blocked)
                    .build();
            desk.insert(Table.CUSTOMER, id, document);
            return StoredRecord.made(id, document, desk.now(), desk.changedBy());
        }
        JsonObject document = customer.document().with("blocked", JsonBoolean.of(blocked));
        return desk.change(blocked ? "blocked" : "unblocked", Table.CUSTOMER, customer, document);
    }
}

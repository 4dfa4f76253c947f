package dev.dragoman.gateway.access;

import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Makes, changes, removes and tells of tags of requests. */
public final class TagAdmin {

    private static final Schema GIVEN = Budgets.LIMITS
            .with(FieldKind.ID, "name", "budget_id")
            .with(FieldKind.TEXT, "description")
            .with(FieldKind.TEXTS, "models");
    private static final Schema CHANGED = GIVEN.clearing();
    private static final Schema NAMES = Schema.empty().with(FieldKind.IDS, "names");
    private static final Schema ONE = Schema.empty().with(FieldKind.ID, "name");
    private static final Shape SHAPE = new Shape(
            List.of("name", "description", "models", "model_info", "spend", "budget_id", "litellm_budget_table"),
            List.of("models"),
            List.of("model_info"));

    private final Office office;

    public TagAdmin(Office office) {
        this.office = office;
    }

    /** {@code POST /tag/new}. */
    public JsonObject make(Request request) {
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        String name = Schema.required(asked.members(), "name");
        return asked.telling(office.change(request, desk -> {
            if (desk.find(Table.TAG, name) != null) {
                throw new ConflictException(ErrorDetail.of("Tag " + Schema.cut(name) + " already exists")
                        .withType("conflict_error")
                        .withParam("name")
                        .withCode("409"));
            }
            JsonObject document = new Budgets(office).held(desk, asked.members(), asked.members());
            desk.insert(Table.TAG, name, document);
            return done(name, "created", told(desk, StoredRecord.made(name, document, desk.now(), desk.changedBy())));
        }));
    }

    private static JsonObject done(String name, String what, JsonObject tag) {
        return JsonObject.builder()
                .put("message", "Tag " + name + " " + what + " successfully")
                .put("tag", tag)
                .build();
    }

    /** {@code POST /tag/update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = CHANGED.read(request.exchange().body());
        JsonObject members = asked.members();
        String name = Schema.required(members, "name");
        return asked.telling(office.change(request, desk -> {
            StoredRecord tag = found(desk, name);
            JsonObject rest = members.without(Budgets.NAMES.toArray(String[]::new));
            JsonObject document = new Budgets(office).held(desk, Changes.applied(tag.document(), rest), members);
            return done(name, "updated", told(desk, desk.change(Table.TAG, tag, document)));
        }));
    }

    private static StoredRecord found(Desk desk, String name) {
        StoredRecord tag = desk.locked(Table.TAG, name);
        if (tag == null) {
            throw Desk.absent("Tag", name);
        }
        return tag;
    }

    /** {@code POST /tag/info}: by name. */
    public JsonObject info(Request request) {
        List<String> names =
                Entitlements.strings(NAMES.read(request.exchange().body()).members(), "names");
        if (names.isEmpty()) {
            throw Schema.refused("names: missing (expected: a list of names)", "names");
        }
        return office.look(request, desk -> {
            List<StoredRecord> tags =
                    desk.records().list(Table.TAG, RecordQuery.all().ids(names));
            if (tags.isEmpty()) {
                throw Desk.absent("Tag", names.getFirst());
            }
            JsonObject.Builder told = JsonObject.builder();
            tags.forEach(tag -> told.put(tag.id(), told(desk, tag)));
            return told.build();
        });
    }

    /** {@code GET /tag/list}. */
    public JsonArray list(Request request) {
        return office.look(request, desk -> {
            List<JsonValue> told = new ArrayList<>();
            desk.records().list(Table.TAG, RecordQuery.all()).forEach(tag -> told.add(told(desk, tag)));
            return new JsonArray(told);
        });
    }

    private JsonObject told(Desk desk, StoredRecord tag) {
        JsonObject whole = tag.told()
                .with("litellm_budget_table", Budgets.told(desk, tag.document().string("budget_id")));
        return SHAPE.told(office.spending(desk, "tag", tag.id(), whole));
    }

    /** {@code POST /tag/delete}. */
    public JsonObject delete(Request request) {
        String name = Schema.required(ONE.read(request.exchange().body()).members(), "name");
        return office.change(request, desk -> {
            StoredRecord tag = found(desk, name);
            desk.delete(Table.TAG, tag);
            return JsonObject.builder()
                    .put("message", "Tag " + name + " deleted successfully")
                    .build();
        });
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Groups of models that keys, teams and users can be given access to. They are what {@code access_groups} of models say; those of models
 * in the file are told and cannot be changed.
 */
public final class AccessGroupAdmin {

    private static final Schema GIVEN =
            Schema.empty().with(FieldKind.ID, "access_group").with(FieldKind.IDS, "model_names");
    private static final String GROUPS = "access_groups";

    private final Office office;

    public AccessGroupAdmin(Office office) {
        this.office = office;
    }

    /** {@code POST /access_group/new}. */
    public JsonObject make(Request request) {
        ModelEditor.required(office);
        JsonObject asked = GIVEN.read(request.exchange().body()).members();
        String group = Schema.required(asked, "access_group").strip();
        if (group.isEmpty()) {
            throw Schema.refused("access_group is required and cannot be empty", "access_group");
        }
        return office.change(request, desk -> {
            if (all(desk).containsKey(group)) {
                throw new ConflictException(ErrorDetail.of("Access group '" + Schema.cut(group)
                                + "' already exists. Use PUT /access_group/" + Schema.cut(group)
                                + "/update to modify it.")
                        .withType("conflict_error")
                        .withParam("access_group")
                        .withCode("409"));
            }
            return written(desk, group, names(asked));
        });
    }

    /** {@code PUT /access_group/{group}/update}: these models belong to it, and no others of the database. */
    public JsonObject update(Request request) {
        ModelEditor.required(office);
        JsonObject asked = GIVEN.read(request.exchange().body()).members();
        String group = String.valueOf(request.variable("group"));
        return office.change(request, desk -> {
            found(desk, group);
            return written(desk, group, names(asked));
        });
    }

    private static Set<String> names(JsonObject asked) {
        Set<String> names = new LinkedHashSet<>(Entitlements.strings(asked, "model_names"));
        if (names.isEmpty()) {
            throw Schema.refused("model_names list is required and cannot be empty", "model_names");
        }
        return names;
    }

    private JsonObject written(Desk desk, String group, Set<String> names) {
        List<StoredRecord> models = desk.records().list(Table.MODEL, RecordQuery.all());
        Set<String> stored = new TreeSet<>();
        models.forEach(model -> stored.add(StoredRows.name(model.document())));
        known(names, stored, group);
        int changed = 0;
        for (StoredRecord model : models) {
            changed += member(desk, model, group, names.contains(StoredRows.name(model.document()))) ? 1 : 0;
        }
        return JsonObject.builder()
                .put("access_group", group)
                .put("model_names", JsonArray.ofStrings(List.copyOf(names)))
                .put("models_updated", changed)
                .build();
    }

    private void known(Set<String> names, Set<String> stored, String group) {
        List<String> ofFile = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            boolean inFile = office.names().entries().stream()
                    .anyMatch(entry -> !entry.stored() && entry.modelName().equals(name));
            boolean there = inFile
                    && office.names().entries().stream()
                            .filter(entry ->
                                    !entry.stored() && entry.modelName().equals(name))
                            .allMatch(entry ->
                                    Entitlements.strings(entry.info(), GROUPS).contains(group));
            if (!stored.contains(name) && !there) {
                (inFile ? ofFile : missing).add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw Schema.refused("Model(s) not found: " + Schema.cut(String.join(", ", missing)), "model_names");
        }
        if (!ofFile.isEmpty()) {
            throw Schema.refused(
                    "Model(s) in the configuration file: " + Schema.cut(String.join(", ", ofFile))
                            + " (expected: models of the database; the file itself says what groups its models are in)",
                    "model_names");
        }
    }

    /** Whether the model's groups were changed. */
    private static boolean member(Desk desk, StoredRecord model, String group, boolean wanted) {
        JsonObject info = StoredRows.info(model);
        List<String> groups = new ArrayList<>(Entitlements.strings(info, GROUPS));
        if (groups.contains(group) == wanted) {
            return false;
        }
        if (wanted) {
            groups.add(group);
        } else {
            groups.remove(group);
        }
        JsonObject changed = info.with(GROUPS, JsonArray.ofStrings(groups));
        StoredRecord locked = desk.locked(Table.MODEL, model.id());
        if (locked != null) {
            desk.change(Table.MODEL, locked, locked.document().with("model_info", changed));
        }
        return locked != null;
    }

    /** {@code DELETE /access_group/{group}/delete}. */
    public JsonObject delete(Request request) {
        ModelEditor.required(office);
        String group = String.valueOf(request.variable("group"));
        return office.change(request, desk -> {
            found(desk, group);
            int changed = 0;
            for (StoredRecord model : desk.records().list(Table.MODEL, RecordQuery.all())) {
                changed += member(desk, model, group, false) ? 1 : 0;
            }
            if (changed == 0) {
                throw Schema.refused(
                        "Access group '" + Schema.cut(group)
                                + "' is of models in the configuration file alone (expected: to be removed there)",
                        "access_group");
            }
            return JsonObject.builder()
                    .put("access_group", group)
                    .put("models_updated", changed)
                    .put("message", "Access group '" + group + "' deleted successfully")
                    .build();
        });
    }

    /** {@code GET /access_group/list}. */
    public JsonObject list(Request request) {
        return office.look(request, desk -> {
            List<JsonValue> told = new ArrayList<>();
            all(desk).forEach((name, group) -> told.add(told(name, group)));
            return JsonObject.of("access_groups", new JsonArray(told));
        });
    }

    /** {@code GET /access_group/{group}/info}. */
    public JsonObject info(Request request) {
        String group = String.valueOf(request.variable("group"));
        return office.look(request, desk -> told(group, found(desk, group)));
    }

    private Group found(Desk desk, String group) {
        Group known = all(desk).get(group);
        if (known == null) {
            throw Desk.absent("Access group", group);
        }
        return known;
    }

    private static JsonObject told(String name, Group group) {
        return JsonObject.builder()
                .put("access_group", name)
                .put(
                        "model_names",
                        new JsonArray(group.names.stream()
                                .<JsonValue>map(JsonString::new)
                                .toList()))
                .put("deployment_count", group.deployments)
                .build();
    }

    private static final class Group {

        private final Set<String> names = new TreeSet<>();
        private int deployments;
    }

    /** The groups of the file's models as they are in use, and of the database's as they are written. */
    private Map<String, Group> all(Desk desk) {
        Map<String, Group> all = new TreeMap<>();
        for (ModelEntry entry : office.names().entries()) {
            if (!entry.stored()) {
                add(all, entry.modelName(), entry.info());
            }
        }
        for (StoredRecord model : desk.records().list(Table.MODEL, RecordQuery.all())) {
            add(all, StoredRows.name(model.document()), StoredRows.info(model));
        }
        return all;
    }

    private static void add(Map<String, Group> all, String model, JsonObject info) {
        for (String name : Entitlements.strings(info, GROUPS)) {
            Group group = all.computeIfAbsent(name, any -> new Group());
            group.names.add(model);
            group.deployments++;
        }
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.Problem;
import dev.dragoman.gateway.config.StoredObjects;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.http.AddressFilter;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes models that are kept in the database. They are read by the same rules as those of a file. */
public final class ModelEditor {

    private static final String PARAMS = "litellm_params";
    private static final String INFO = "model_info";
    private static final Schema GIVEN =
            Schema.empty().with(FieldKind.ID, "model_name").with(FieldKind.OBJECT, PARAMS, INFO);
    private static final Schema CHANGED = GIVEN.with(FieldKind.ID, "id", "model_id");
    private static final Schema ONE = Schema.empty().with(FieldKind.ID, "id", "model_id");
    /** What is written by the gateway alone. */
    private static final String[] KEPT = {
        "db_model", ModelEntry.OF_TEAM, "created_at", "created_by", "updated_at", "updated_by", "blocked"
    };

    private final Office office;
    private final Secrets secrets;
    private final ModelRules rules;

    /**
     * An editor.
     *
     * @param publicOnly lets addresses on the public internet pass
     */
    public ModelEditor(Office office, Secrets secrets, AddressFilter publicOnly) {
        this.office = office;
        this.secrets = secrets;
        this.rules = new ModelRules(publicOnly);
    }

    /** The database keeps models, as the operator wants it to. */
    static void required(Office office) {
        if (!office.names().store().on()) {
            throw new InternalServerException(
                    ErrorDetail.of("Set `'STORE_MODEL_IN_DB='True'` in your env to enable this feature.")
                            .withType("internal_server_error")
                            .withParam("store_model_in_db")
                            .withCode("500"));
        }
    }

    /** {@code POST /model/new}. */
    public JsonObject make(Request request) {
        required(office);
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        JsonObject info = object(asked.members(), INFO).without(KEPT);
        String given = info.string("id");
        String id = given == null || given.isBlank() ? UUID.randomUUID().toString() : given;
        if (!FieldKind.ID.takes(new JsonString(id))) {
            throw Schema.wrong("model_info.id", Schema.cut(id), FieldKind.ID.expected());
        }
        JsonObject params = addressed(request, asked.members());
        return asked.telling(office.change(request, desk -> {
            ModelRules.mayMake(desk, info.string("team_id"));
            free(desk, id);
            JsonObject document = JsonObject.builder()
                    .put("model_name", Schema.required(asked.members(), "model_name"))
                    .put(INFO, info.with("id", new JsonString(id)))
                    .build();
            JsonObject written = checked(desk, id, document, params, true);
            desk.insert(Table.MODEL, id, written);
            return told(StoredRecord.made(id, written, desk.now(), desk.changedBy()), params);
        }));
    }

    /** The parameters that a request gives, once it is clear that its caller may send requests there. */
    private JsonObject addressed(Request request, JsonObject asked) {
        JsonObject params = object(asked, PARAMS);
        if (!request.requiredCaller().admin()) {
            rules.publicAddresses(params);
        }
        return params;
    }

    private static JsonObject object(JsonObject members, String name) {
        JsonObject object = members.object(name);
        return object == null ? JsonObject.EMPTY : object;
    }

    private void free(Desk desk, String id) {
        if (desk.find(Table.MODEL, id) != null || ofFile(id) != null) {
            throw new ConflictException(ErrorDetail.of("Model with id=" + Schema.cut(id)
                            + " exists already (expected: another model_info.id, or /model/update)")
                    .withType("conflict_error")
                    .withParam("model_info.id")
                    .withCode("409"));
        }
    }

    private @Nullable ModelEntry ofFile(String id) {
        for (ModelEntry entry : office.names().entries()) {
            if (!entry.stored() && entry.id().equals(id)) {
                return entry;
            }
        }
        return null;
    }

    /**
     * The document as it is written, once it is clear that the model can be called.
     *
     * @param params in plain text
     * @param anew whether the caller gives parameters, and so decides whose model it is
     */
    private JsonObject checked(Desk desk, String id, JsonObject document, JsonObject params, boolean anew) {
        JsonObject info = object(document, INFO);
        String team = info.string("team_id");
        boolean ofTeam = !desk.authority().isAdmin() || !anew && ModelEntry.isOfTeam(info);
        info = info.without(ModelEntry.OF_TEAM);
        info = ofTeam ? info.with(ModelEntry.OF_TEAM, JsonBoolean.of(true)) : info;
        if (ofTeam) {
            rules.ofTeam(params);
        }
        JsonObject named = team == null ? document.with(INFO, info) : ofTeam(document, info, team);
        tell(desk, id, named, params);
        JsonObject encrypted = Secrets.encrypted(secrets.key(desk.session(), desk.now()), Table.MODEL, id, params);
        return named.with(PARAMS, encrypted);
    }

    /** A team's models of one name share a group that is nobody else's. */
    private static JsonObject ofTeam(JsonObject document, JsonObject info, String team) {
        String name = info.string("team_public_model_name");
        String shown = name == null ? String.valueOf(document.string("model_name")) : name;
        if (shown.contains("*")) {
            throw Schema.wrong("model_name", Schema.cut(shown), "a name without stars, as the model belongs to a team");
        }
        return document.with("model_name", new JsonString(StoredRows.group(team, shown)))
                .with("team_id", new JsonString(team))
                .with(INFO, info.with("team_public_model_name", new JsonString(shown)));
    }

    private void tell(Desk desk, String id, JsonObject document, JsonObject params) {
        StoredObjects.Model model = new StoredObjects.Model(
                id, String.valueOf(document.string("model_name")), params, object(document, INFO));
        List<StoredObjects.Credential> credentials =
                params.has("litellm_credential_name") ? credentials(desk) : List.of();
        List<Problem> problems = office.names().problems(model, credentials);
        if (!problems.isEmpty()) {
            throw new BadRequestException(
                    ErrorDetail.of(problems.stream().map(Problem::message).collect(Collectors.joining("; ")))
                            .withType("bad_request_error")
                            .withParam(problems.getFirst().key())
                            .withCode("400"));
        }
    }

    private List<StoredObjects.Credential> credentials(Desk desk) {
        List<StoredObjects.Credential> all = new ArrayList<>();
        for (StoredRecord record : desk.records().list(Table.CREDENTIAL, RecordQuery.all())) {
            try {
                all.add(StoredRows.credential(record, secrets.decrypted(Table.CREDENTIAL, record)));
            } catch (dev.dragoman.gateway.crypto.UnreadableException unreadable) {
                // A model that names it learns that it is not there.
            }
        }
        return all;
    }

    /** {@code POST /model/update}: the model of {@code model_info.id}. */
    public JsonObject update(Request request) {
        required(office);
        Schema.Asked asked = CHANGED.read(request.exchange().body());
        String id = object(asked.members(), INFO).string("id");
        return asked.telling(changed(request, id == null ? id(asked.members()) : id, asked.members()));
    }

    /** {@code PATCH /model/{model_id}/update}. */
    public JsonObject patch(Request request) {
        required(office);
        Schema.Asked asked = CHANGED.read(request.exchange().body());
        return asked.telling(changed(request, String.valueOf(request.variable("model_id")), asked.members()));
    }

    private JsonObject changed(Request request, String id, JsonObject asked) {
        JsonObject given = addressed(request, asked);
        return office.change(request, desk -> {
            StoredRecord model = found(desk, id);
            JsonObject info = object(asked, INFO).without(KEPT).without("id");
            String before = ModelRules.team(model.document());
            String team = info.has("team_id") ? info.string("team_id") : before;
            if (!java.util.Objects.equals(team, before)) {
                ModelRules.mayMake(desk, team);
            }
            JsonObject present = secrets.required(Table.MODEL, model);
            JsonObject params = Changes.applied(present, MaskedValues.given(given, present));
            JsonObject document = named(asked, model.document().without("team_id"))
                    .with(INFO, Changes.applied(renamed(asked, StoredRows.info(model), team), info));
            JsonObject written = checked(desk, id, document, params, asked.has(PARAMS));
            return told(desk.change(Table.MODEL, model, written), params);
        });
    }

    private static JsonObject named(JsonObject asked, JsonObject document) {
        String name = asked.string("model_name");
        JsonObject info = object(document, INFO);
        String shown = info.string("team_public_model_name");
        String plain = shown == null ? String.valueOf(document.string("model_name")) : shown;
        return document.with("model_name", new JsonString(name == null ? plain : name));
    }

    /** The name by which a team asks for it is told anew. */
    private static JsonObject renamed(JsonObject asked, JsonObject info, @Nullable String team) {
        return asked.has("model_name") || team == null ? info.without("team_public_model_name") : info;
    }

    /** The record of a model that the caller may change. */
    private StoredRecord found(Desk desk, String id) {
        StoredRecord model = desk.locked(Table.MODEL, id);
        if (model == null) {
            ModelEntry entry = desk.authority().seesAll() ? ofFile(id) : null;
            if (entry != null) {
                throw Schema.refused(
                        "Can't edit model. Model in config. Store model in db via `/model/new`. to edit. (model_name "
                                + Schema.cut(entry.modelName()) + ", id " + Schema.cut(id) + ")",
                        "id");
            }
            throw Desk.absent("Model", id);
        }
        ModelRules.mayChange(desk, model);
        return model;
    }

    private static String id(JsonObject members) {
        String id = members.string("id");
        String other = id == null ? members.string("model_id") : id;
        if (other == null) {
            throw Schema.refused("model_info.id: missing (expected: the id of a model)", "id");
        }
        return other;
    }

    /** {@code POST /model/delete}. */
    public JsonObject delete(Request request) {
        required(office);
        String id = id(ONE.read(request.exchange().body()).members());
        return office.change(request, desk -> {
            desk.delete(Table.MODEL, found(desk, id));
            return JsonObject.of("message", new JsonString("Model: " + id + " deleted successfully"));
        });
    }

    /** {@code POST /model/block}: keeps it, and calls it no more. */
    public JsonObject block(Request request) {
        return blocked(request, true);
    }

    /** {@code POST /model/unblock}. */
    public JsonObject unblock(Request request) {
        return blocked(request, false);
    }

    private JsonObject blocked(Request request, boolean blocked) {
        required(office);
        String id = id(ONE.read(request.exchange().body()).members());
        return office.change(request, desk -> {
            StoredRecord model = found(desk, id);
            JsonObject document = model.document().with("blocked", JsonBoolean.of(blocked));
            desk.change(blocked ? "blocked" : "unblocked", Table.MODEL, model, document);
            return JsonObject.builder()
                    .put("model_id", id)
                    .put("blocked", blocked)
                    .build();
        });
    }

    /**
     * The model as it is told.
     *
     * @param params in plain text
     */
    private static JsonObject told(StoredRecord model, JsonObject params) {
        JsonObject document = model.told();
        return JsonObject.builder()
                .put("model_id", model.id())
                .put("model_name", String.valueOf(document.string("model_name")))
                .put(PARAMS, MaskedValues.of(params))
                .put(INFO, object(document, INFO).with("db_model", JsonBoolean.of(true)))
                .put("blocked", Boolean.TRUE.equals(document.bool("blocked")))
                .put("created_at", orNull(document, "created_at"))
                .put("created_by", orNull(document, "created_by"))
                .put("updated_at", orNull(document, "updated_at"))
                .put("updated_by", orNull(document, "updated_by"))
                .build();
    }

    private static dev.dragoman.json.JsonValue orNull(JsonObject document, String name) {
        dev.dragoman.json.JsonValue value = document.get(name);
        return value == null ? JsonNull.NULL : value;
    }
}

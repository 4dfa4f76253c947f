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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes, changes, removes and tells of named credentials that are kept in the database, and that models fill themselves in from. */
public final class CredentialAdmin {

    private static final String VALUES = "credential_values";
    private static final String INFO = "credential_info";
    private static final Schema GIVEN =
            Schema.empty().with(FieldKind.ID, "credential_name", "model_id").with(FieldKind.OBJECT, VALUES, INFO);
    /** What of a model are credentials. */
    private static final Set<String> OF_MODELS = Set.of(
            "api_key",
            "api_base",
            "base_url",
            "api_version",
            "organization",
            "custom_llm_provider",
            "auth_token",
            "azure_ad_token",
            "tenant_id",
            "client_id",
            "client_secret",
            "vertex_project",
            "vertex_location",
            "vertex_credentials",
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "aws_region_name",
            "aws_role_name",
            "watsonx_region_name");

    private final Office office;
    private final Secrets secrets;

    public CredentialAdmin(Office office, Secrets secrets) {
        this.office = office;
        this.secrets = secrets;
    }

    /** {@code POST /credentials}. */
    public JsonObject make(Request request) {
        ModelEditor.required(office);
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        String name = Schema.required(asked.members(), "credential_name");
        return asked.telling(office.change(request, desk -> {
            if (name.isBlank() || desk.find(Table.CREDENTIAL, name) != null) {
                throw taken(name);
            }
            JsonObject values = values(desk, asked.members());
            JsonObject info = asked.members().object(INFO);
            desk.insert(Table.CREDENTIAL, name, document(desk, name, values, info == null ? JsonObject.EMPTY : info));
            return done("created");
        }));
    }

    private static ConflictException taken(String name) {
        return new ConflictException(ErrorDetail.of("credential_name: \"" + Schema.cut(name)
                        + "\" (expected: a name that is not taken; PATCH /credentials/{name} changes them)")
                .withType("conflict_error")
                .withParam("credential_name")
                .withCode("409"));
    }

    private JsonObject values(Desk desk, JsonObject asked) {
        String model = asked.string("model_id");
        JsonObject given = asked.object(VALUES);
        JsonObject values = model == null ? given : ofModel(desk, model);
        if (values == null || values.isEmpty()) {
            throw Schema.refused(
                    "Credential values are required. Unable to infer credential values from model ID. (expected:"
                            + " credential_values, or the model_id of a model in the database)",
                    VALUES);
        }
        references(values);
        return values;
    }

    private void references(JsonObject values) {
        if (office.names().store().readsEnvironment()) {
            return;
        }
        values.forEach((name, value) -> {
            if (value instanceof JsonString text && text.value().startsWith("os.environ/")) {
                throw Schema.wrong(
                        VALUES + "." + Schema.cut(name),
                        Schema.cut(text.value()),
                        "the value itself, or dragoman_settings.stored_models_read_environment: true");
            }
        });
    }

    private JsonObject document(Desk desk, String name, JsonObject values, JsonObject info) {
        return JsonObject.builder()
                .put("credential_name", name)
                .put(VALUES, Secrets.encrypted(secrets.key(desk.session(), desk.now()), Table.CREDENTIAL, name, values))
                .put(INFO, info)
                .build();
    }

    private static JsonObject done(String what) {
        return JsonObject.builder()
                .put("success", true)
                .put("message", "Credential " + what + " successfully")
                .build();
    }

    /** {@code PATCH /credentials/{name}}: what is not said stays, what is null is taken away. */
    public JsonObject update(Request request) {
        ModelEditor.required(office);
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        String name = String.valueOf(request.variable("name"));
        return asked.telling(office.change(request, desk -> {
            StoredRecord record = found(desk, name);
            String other = asked.members().string("credential_name");
            if (other != null && !other.equals(name)) {
                throw Schema.wrong("credential_name", Schema.cut(other), "the name that is in the address: it stays");
            }
            JsonObject present = secrets.required(Table.CREDENTIAL, record);
            JsonObject values = Changes.applied(present, MaskedValues.given(object(asked.members(), VALUES), present));
            references(values);
            JsonObject info = Changes.applied(object(record.document(), INFO), object(asked.members(), INFO));
            desk.change(Table.CREDENTIAL, record, document(desk, name, values, info));
            return done("updated");
        }));
    }

    private static JsonObject object(JsonObject members, String name) {
        JsonObject object = members.object(name);
        return object == null ? JsonObject.EMPTY : object;
    }

    private static StoredRecord found(Desk desk, String name) {
        StoredRecord record = desk.locked(Table.CREDENTIAL, name);
        if (record == null) {
            throw Desk.absent("Credential", name);
        }
        return record;
    }

    /** {@code DELETE /credentials/{name}}: not while models of the database need them. */
    public JsonObject delete(Request request) {
        ModelEditor.required(office);
        String name = String.valueOf(request.variable("name"));
        return office.change(request, desk -> {
            StoredRecord record = found(desk, name);
            List<String> users = new ArrayList<>();
            for (StoredRecord model : desk.records().list(Table.MODEL, RecordQuery.all())) {
                if (name.equals(object(model.document(), "litellm_params").string("litellm_credential_name"))) {
                    users.add(model.id());
                }
            }
            if (!users.isEmpty()) {
                throw Schema.refused(
                        "Credential " + Schema.cut(name) + " is used by the models " + Schema.cut(users.toString())
                                + " (expected: credentials that no model in the database names)",
                        "credential_name");
            }
            desk.delete(Table.CREDENTIAL, record);
            return done("deleted");
        });
    }

    /** {@code GET /credentials}. */
    public JsonObject list(Request request) {
        return office.look(request, desk -> {
            List<JsonValue> all = new ArrayList<>();
            desk.records().list(Table.CREDENTIAL, RecordQuery.all()).forEach(record -> all.add(told(record)));
            return JsonObject.builder()
                    .put("success", true)
                    .put("credentials", new JsonArray(all))
                    .build();
        });
    }

    /** {@code GET /credentials/by_name/{name}}. */
    public JsonObject byName(Request request) {
        String name = String.valueOf(request.variable("name"));
        return office.look(request, desk -> told(found(desk, name)));
    }

    /** {@code GET /credentials/by_model/{model_id}}. */
    public JsonObject byModel(Request request) {
        String id = String.valueOf(request.variable("model_id"));
        return office.look(request, desk -> {
            StoredRecord record = desk.find(Table.MODEL, id);
            ModelEntry entry = record == null ? entry(id) : null;
            if (record == null && entry == null) {
                throw Desk.absent("Model", id);
            }
            String name = record == null ? "" : String.valueOf(record.document().string("model_name"));
            return JsonObject.builder()
                    .put("credential_name", (entry == null ? name : entry.modelName()) + "-credential-" + id)
                    .put(VALUES, MaskedValues.of(entry == null ? ofModel(desk, id) : ofEntry(entry)))
                    .put(INFO, JsonObject.EMPTY)
                    .build();
        });
    }

    private @Nullable ModelEntry entry(String id) {
        for (ModelEntry entry : office.names().entries()) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        return null;
    }

    private JsonObject ofModel(Desk desk, String id) {
        StoredRecord model = desk.find(Table.MODEL, id);
        if (model == null) {
            throw Desk.absent("Model", id);
        }
        JsonObject.Builder values = JsonObject.builder();
        secrets.required(Table.MODEL, model).forEach((name, value) -> {
            if (OF_MODELS.contains(name)) {
                values.put(name, value);
            }
        });
        return values.build();
    }

    private static JsonObject ofEntry(ModelEntry entry) {
        JsonObject.Builder values = JsonObject.builder()
                .putIfPresent("api_key", entry.params().apiKey())
                .putIfPresent("api_base", entry.params().apiBase())
                .putIfPresent("api_version", entry.params().apiVersion())
                .putIfPresent("custom_llm_provider", entry.params().provider());
        entry.params().settings().forEach((name, value) -> {
            if (OF_MODELS.contains(name)) {
                values.put(name, value);
            }
        });
        return values.build();
    }

    /** What cannot be read is told without its values. */
    private JsonObject told(StoredRecord record) {
        JsonObject.Builder told = JsonObject.builder().put("credential_name", record.id());
        try {
            told.put(VALUES, MaskedValues.of(secrets.decrypted(Table.CREDENTIAL, record)));
        } catch (dev.dragoman.gateway.crypto.UnreadableException why) {
            told.put(VALUES, JsonObject.EMPTY).put("error", "cannot be read: " + why.getMessage());
        }
        return told.put(INFO, object(record.document(), INFO)).build();
    }
}

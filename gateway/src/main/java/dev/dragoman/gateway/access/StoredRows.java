package dev.dragoman.gateway.access;

import dev.dragoman.gateway.config.StoredObjects;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads records of models and credentials. */
final class StoredRows {

    private static final List<String> TIMES = List.of("created_at", "created_by", "updated_at", "updated_by");

    private StoredRows() {}

    /**
     * The model of a record.
     *
     * @param params in plain text
     */
    static StoredObjects.Model model(StoredRecord record, JsonObject params) {
        JsonObject told = record.told();
        JsonObject info = info(record);
        for (String name : TIMES) {
            JsonValue value = told.get(name);
            info = value == null ? info : info.with(name, value);
        }
        if (Boolean.TRUE.equals(record.document().bool("blocked"))) {
            info = info.with("blocked", JsonBoolean.of(true));
        }
        return new StoredObjects.Model(record.id(), name(record.document()), params, info);
    }

    /** The name of the model's group: of its own for each team, so that teams never share one. */
    static String name(JsonObject document) {
        String written = document.string("model_name");
        String name = written == null ? "" : written;
        JsonObject info = document.object("model_info");
        String team = info == null ? null : info.string("team_id");
        return team == null ? name : group(team, shown(name, info));
    }

    private static String shown(String name, @Nullable JsonObject info) {
        String told = info == null ? null : info.string("team_public_model_name");
        return told == null ? name : told;
    }

    /** The group of a team's models of one name. */
    static String group(String team, String name) {
        return "model_name_" + team + "_"
                + NewKey.hashed("sk-" + team + '\0' + name).substring(0, 16);
    }

    static JsonObject info(StoredRecord record) {
        JsonObject info = record.document().object("model_info");
        return info == null ? JsonObject.EMPTY : info;
    }

    /**
     * The credentials of a record.
     *
     * @param values in plain text
     */
    static StoredObjects.Credential credential(StoredRecord record, JsonObject values) {
        JsonObject info = record.document().object("credential_info");
        return new StoredObjects.Credential(record.id(), values, info == null ? JsonObject.EMPTY : info);
    }
}

package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonObject;
import java.util.List;

/**
 * What the database adds to the configuration, with its secrets in plain text. Immutable.
 *
 * @param models in the order in which they were made
 * @param credentials which count before those of the same name in the file
 */
public record StoredObjects(List<Model> models, List<Credential> credentials) {

    /** Nothing. */
    public static final StoredObjects NONE = new StoredObjects(List.of(), List.of());

    public StoredObjects {
        models = List.copyOf(models);
        credentials = List.copyOf(credentials);
    }

    /**
     * A model.
     *
     * @param name the name of its group
     * @param params {@code litellm_params}
     * @param info {@code model_info}
     */
    public record Model(String id, String name, JsonObject params, JsonObject info) {

        /** No secret in here. */
        @Override
        public String toString() {
            return "model " + id + " of " + name;
        }
    }

    /**
     * Named credentials.
     *
     * @param values as parameters of a model
     * @param info {@code credential_info}
     */
    public record Credential(String name, JsonObject values, JsonObject info) {

        /** No secret in here. */
        @Override
        public String toString() {
            return "credentials " + name;
        }
    }
}

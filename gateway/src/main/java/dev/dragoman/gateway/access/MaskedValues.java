package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.Set;

/** Shows parameters of models and values of credentials: what is known to be no secret as it is, of all else a few letters. */
final class MaskedValues {

    private static final Set<String> OPEN = Set.of(
            "model",
            "custom_llm_provider",
            "litellm_credential_name",
            "api_base",
            "base_url",
            "api_version",
            "organization",
            "project",
            "region_name",
            "aws_region_name",
            "vertex_project",
            "vertex_location",
            "watsonx_region_name",
            "project_id",
            "space_id",
            "tags",
            "mock_response");

    private MaskedValues() {}

    static JsonObject of(JsonObject values) {
        JsonObject.Builder shown = JsonObject.builder();
        values.forEach((name, value) -> shown.put(name, OPEN.contains(name) ? value : masked(value)));
        return shown.build();
    }

    /** What a client gives, without what is only shown to it: who sends back a few letters of a secret does not mean to change it. */
    static JsonObject given(JsonObject values, JsonObject before) {
        JsonObject.Builder meant = JsonObject.builder();
        values.forEach((name, value) -> {
            JsonValue old = before.get(name);
            boolean shown = old != null && !OPEN.contains(name) && !value.equals(old) && value.equals(masked(old));
            if (!shown) {
                meant.put(name, value);
            }
        });
        return meant.build();
    }

    private static JsonValue masked(JsonValue value) {
        return switch (value) {
            case JsonString text -> new JsonString(KeyAdmin.masked(text.value()));
            case JsonObject object -> new JsonString("****");
            case JsonArray list -> new JsonString("****");
            default -> value;
        };
    }
}

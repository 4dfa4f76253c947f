package dev.dragoman.provider.vertex;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Claude at Vertex AI is named by the address, and the version of Anthropic's interface stands in the body. What runs on
 * Anthropic's own servers is not there.
 */
final class ClaudeQuirks implements Quirks {

    private static final JsonString VERSION = new JsonString("vertex-2023-10-16");
    private static final List<String> ELSEWHERE = List.of("mcp_servers", "container", "service_tier", "inference_geo");
    private static final List<String> SAMPLING = List.of("temperature", "top_p", "top_k");

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        List<String> unsupported = new ArrayList<>(0);
        JsonBody adjusted = CacheScopes.removed(withFormat(body.without("model")));
        for (String name : ELSEWHERE) {
            adjusted = refused(adjusted, name, unsupported);
        }
        if (target.traits().can(Ability.NO_SAMPLING_PARAMS)) {
            for (String name : SAMPLING) {
                adjusted = drawn(adjusted, name, unsupported);
            }
        }
        boolean told = adjusted.has("anthropic_version");
        return new Adjusted(told ? adjusted : adjusted.with("anthropic_version", VERSION), unsupported);
    }

    private static JsonBody refused(JsonBody body, String name, List<String> unsupported) {
        if (!body.has(name)) {
            return body;
        }
        if (!body.isNull(name) && !isUsual(body, name)) {
            unsupported.add(name);
        }
        return body.without(name);
    }

    /** A tier that leaves the choice to the vendor asks for nothing. */
    private static boolean isUsual(JsonBody body, String name) {
        String value = body.string(name);
        return name.equals("service_tier") && ("auto".equals(value) || "standard_only".equals(value));
    }

    /** Newer models refuse to be told how to draw their answers; a value that asks for nothing goes without a word. */
    private static JsonBody drawn(JsonBody body, String name, List<String> unsupported) {
        JsonNumber value = body.number(name);
        if (!body.isNull(name) && (value == null || name.equals("top_k") || value.doubleValue() != 1.0)) {
            unsupported.add(name);
        }
        return body.without(name);
    }

    /** The older way to bind an answer to a schema, in the newer words. */
    private static JsonBody withFormat(JsonBody body) {
        JsonValue format = body.isNull("output_format") ? null : body.value("output_format");
        JsonBody bare = body.without("output_format");
        return format == null ? bare : bare.with("output_config", config(body).with("format", format));
    }

    private static JsonObject config(JsonBody body) {
        JsonValue config = body.value("output_config");
        return config instanceof JsonObject object ? object : JsonObject.EMPTY;
    }
}

package dev.dragoman.provider.bedrock;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claude is named by the address, and the version of Anthropic's interface stands in the body. What runs on Anthropic's own
 * servers is not there.
 */
final class ClaudeQuirks implements Quirks {

    private static final JsonString VERSION = new JsonString("bedrock-2023-05-31");
    private static final List<String> ELSEWHERE = List.of("mcp_servers", "container", "service_tier", "inference_geo");

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        List<String> unsupported = new ArrayList<>(0);
        JsonBody adjusted = withFormat(body.without("model").without("stream"));
        for (String name : ELSEWHERE) {
            if (!adjusted.isNull(name) && !isUsual(adjusted.string(name))) {
                unsupported.add(name);
            }
            adjusted = adjusted.without(name);
        }
        return new Adjusted(
                adjusted.has("anthropic_version") ? adjusted : adjusted.with("anthropic_version", VERSION),
                unsupported);
    }

    /** A tier that leaves the choice to the vendor asks for nothing. */
    private static boolean isUsual(@Nullable String value) {
        return "auto".equals(value) || "standard_only".equals(value);
    }

    /** The older way to bind an answer to a schema, in the newer words. */
    private static JsonBody withFormat(JsonBody body) {
        JsonValue format = body.isNull("output_format") ? null : body.value("output_format");
        JsonBody bare = body.without("output_format");
        if (format == null) {
            return bare;
        }
        JsonObject config = !bare.isNull("output_config") && bare.value("output_config") instanceof JsonObject told
                ? told
                : JsonObject.EMPTY;
        return bare.with("output_config", config.with("format", format));
    }
}

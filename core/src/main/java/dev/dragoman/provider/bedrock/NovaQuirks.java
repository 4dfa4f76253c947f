package dev.dragoman.provider.bedrock;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;

/**
 * Nova's own format is that of Converse, but for its version, and for what Converse passes on as additional fields, which
 * stands where the model looks for it.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/complete-request-schema.html">AWS: Complete request schema</a>
 */
final class NovaQuirks implements Quirks {

    private static final String ADDITIONAL = "additionalModelRequestFields";
    private static final String INFERENCE = "inferenceConfig";

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody bare = body.without("model").without("stream");
        JsonBody result = bare.with("schemaVersion", new JsonString("messages-v1"));
        if (bare.isNull(ADDITIONAL) || !(bare.value(ADDITIONAL) instanceof JsonObject additional)) {
            return Adjusted.unchanged(result);
        }
        JsonBody[] merged = {result.without(ADDITIONAL)};
        additional.forEach((name, value) -> merged[0] = merged[0].with(name, joined(merged[0], name, value)));
        return Adjusted.unchanged(merged[0]);
    }

    private static JsonValue joined(JsonBody body, String name, JsonValue value) {
        boolean both = name.equals(INFERENCE) && !body.isNull(name);
        return both && body.value(name) instanceof JsonObject before && value instanceof JsonObject more
                ? before.merged(more)
                : value;
    }
}

package dev.dragoman.provider.sap;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request is the configuration of an orchestration: messages, tools and format are its prompt, all other parameters are the
 * model's.
 */
final class SapQuirks implements Quirks {

    private static final Set<String> OF_PROMPT = Set.of("messages", "tools", "response_format");

    /** What is the orchestration's own: further modules, and values for placeholders in messages. */
    private static final Set<String> OF_MODULES = Set.of("filtering", "masking", "grounding", "translation");

    private static final List<String> ELSEWHERE =
            List.of("model", "stream", "metadata", "model_version", "placeholder_values");

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody common = ChatHistory.clean(ChatParameters.common(body));
        JsonWriter modules =
                new JsonWriter(1024).beginObject().name("prompt_templating").beginObject();
        prompt(modules, common);
        model(modules, common, target);
        modules.endObject();
        common.forEach((name, value) -> {
            if (OF_MODULES.contains(name)) {
                modules.name(name).raw(value);
            }
        });
        JsonBody config = JsonBody.of(JsonObject.EMPTY)
                .with("modules", modules.endObject().toSlice());
        if (Boolean.TRUE.equals(common.bool("stream"))) {
            config = config.with(
                    "stream", JsonObject.builder().put("enabled", true).build());
        }
        JsonBody wrapped = JsonBody.of(JsonObject.EMPTY).with("config", bytes(config));
        Slice values = common.raw("placeholder_values");
        return Adjusted.unchanged(values == null ? wrapped : wrapped.with("placeholder_values", values));
    }

    private static void prompt(JsonWriter out, JsonBody body) {
        out.name("prompt").beginObject();
        put(out, "template", body.raw("messages"));
        put(out, "tools", body.raw("tools"));
        put(out, "response_format", body.raw("response_format"));
        out.endObject();
    }

    private static void model(JsonWriter out, JsonBody body, Target target) {
        out.name("model").beginObject().member("name", target.model());
        String version = body.string("model_version");
        out.member("version", new JsonString(version == null ? "latest" : version));
        out.name("params").beginObject();
        body.forEach((name, value) -> {
            boolean elsewhere = OF_PROMPT.contains(name) || OF_MODULES.contains(name) || ELSEWHERE.contains(name);
            if (!elsewhere) {
                out.name(name).raw(value);
            }
        });
        out.endObject().endObject();
    }

    private static void put(JsonWriter out, String name, @Nullable Slice value) {
        if (value != null) {
            out.name(name).raw(value);
        }
    }

    private static Slice bytes(JsonBody body) {
        return Slice.of(body.toBody().toBytes());
    }
}

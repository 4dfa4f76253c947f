package dev.dragoman.provider.azure;

import dev.dragoman.dialect.AnswerTool;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers bound to a schema. Versions of the interface and models that know no schemas are given a tool that must be called with
 * the answer instead, where they know tools that must be called.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/how-to/structured-outputs">Microsoft: Structured outputs</a>
 */
final class AnswerForm {

    static final String FORMAT = "response_format";

    private static final String SCHEMAS_SINCE = "2024-08";
    private static final String TOOLS_SINCE = "2023-12-01";
    private static final String ANY_TOOL_SINCE = "2024-06";
    private static final String TOOLS = "tools";
    private static final String CHOICE = "tool_choice";

    private AnswerForm() {}

    /** Whether the target's answers can be bound to a schema by the vendor itself. */
    static boolean isNative(Target target) {
        String version = AzureAddress.version(target);
        boolean old = version != null && version.compareTo(SCHEMAS_SINCE) < 0;
        return !old && !AzureDeployment.lacksSchemas(target.model(), target.traits());
    }

    /** The schema that the caller's answer must match, with its name; null when none is asked for. */
    static @Nullable JsonObject asked(JsonBody body) {
        JsonObject format =
                !body.isNull(FORMAT) && body.value(FORMAT) instanceof JsonObject object ? object : JsonObject.EMPTY;
        if (!"json_schema".equals(format.string("type"))) {
            return null;
        }
        JsonObject named = format.object("json_schema");
        return named == null ? JsonObject.EMPTY : named;
    }

    /** The body that asks for the answer by a tool; null when this version of the interface has no way to demand it. */
    static @Nullable JsonBody byTool(JsonBody body, JsonObject asked, Target target) {
        String version = AzureAddress.version(target);
        JsonObject schema = asked.object("schema");
        boolean tools = version == null || version.compareTo(TOOLS_SINCE) >= 0;
        if (schema == null || !tools || !body.isNull("functions")) {
            return null;
        }
        List<JsonValue> listed = new ArrayList<>(
                !body.isNull(TOOLS) && body.value(TOOLS) instanceof JsonArray given ? given.items() : List.of());
        boolean alone = listed.isEmpty() || "none".equals(body.string(CHOICE));
        if (!alone && version != null && version.compareTo(ANY_TOOL_SINCE) < 0) {
            return null;
        }
        String name = AnswerTool.name(schema);
        listed.add(tool(name, asked.string("description"), AnswerTool.parameters(schema)));
        JsonBody told = body.without(FORMAT).with(TOOLS, new JsonArray(listed));
        if (alone) {
            // Where one call is demanded, whether several may come at once is no question; older versions do not know
            // it.
            return told.without("parallel_tool_calls").with(CHOICE, named(name));
        }
        // One tool that the caller insists on stays the one; else the model calls what it needs, and this one last.
        return told.value(CHOICE) instanceof JsonObject ? told : told.with(CHOICE, new JsonString("required"));
    }

    private static JsonObject tool(String name, @Nullable String description, JsonObject parameters) {
        JsonObject function = JsonObject.builder()
                .put("name", name)
                .putIfPresent("description", description)
                .put("parameters", parameters)
                .build();
        return JsonObject.builder()
                .put("type", "function")
                .put("function", function)
                .build();
    }

    private static JsonObject named(String name) {
        return JsonObject.builder()
                .put("type", "function")
                .put("function", JsonObject.of("name", new JsonString(name)))
                .build();
    }
}

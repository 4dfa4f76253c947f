package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.AnswerTool;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a request and which of them may or must be called.
 *
 * @param member the member {@code toolConfig}; null for none
 * @param fields what the model alone understands of it
 */
record ToolConfig(@Nullable JsonObject member, JsonObject fields) {

    private static final JsonObject ANY_INPUT = JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.EMPTY)
            .build();

    static ToolConfig of(
            ChatRequest request,
            Extras extras,
            Set<String> called,
            ThinkingFields thinking,
            ConverseModel model,
            Notes notes) {
        ToolWriter writer = new ToolWriter(model, notes);
        ToolChoice wanted = request.toolChoice();
        request.tools().stream().filter(tool -> isAllowed(tool, wanted)).forEach(writer::write);
        if (extras.webSearch()) {
            writer.webSearch("web_search_options");
        }
        JsonObject choice = choice(wanted, thinking.thinks());
        if (writer.tools().isEmpty() && !called.isEmpty()) {
            called.forEach(name -> writer.function(name, null, ANY_INPUT));
        } else if (wanted instanceof ToolChoice.None && !writer.tools().isEmpty()) {
            notes.unsupported("tool_choice");
        }
        if (request.responseFormat() instanceof ResponseFormat.Schema schema && !model.bindsToSchema()) {
            choice = answerTool(schema, writer, wanted, thinking.thinks());
        }
        if (choice != null && !choice.has("auto") && !model.takesToolChoice()) {
            notes.unsupported("tool_choice", wanted != null);
            choice = null;
        }
        return new ToolConfig(member(writer.tools(), choice), parallel(request, writer, model));
    }

    private static @Nullable JsonObject member(List<JsonValue> tools, @Nullable JsonObject choice) {
        return tools.isEmpty()
                ? null
                : JsonObject.builder()
                        .put("tools", new JsonArray(tools))
                        .putIfPresent("toolChoice", choice)
                        .build();
    }

    private static boolean isAllowed(Tool tool, @Nullable ToolChoice choice) {
        return !(choice instanceof ToolChoice.Allowed allowed)
                || !(tool instanceof Tool.Function function)
                || allowed.names().contains(function.name());
    }

    private static @Nullable JsonObject answerTool(
            ResponseFormat.Schema schema, ToolWriter writer, @Nullable ToolChoice wanted, boolean thinks) {
        boolean alone = writer.tools().isEmpty();
        String name = AnswerTool.name(schema.schema());
        writer.function(name, schema.description(), AnswerTool.parameters(schema.schema()));
        if (thinks) {
            return choice(wanted, true);
        }
        if (alone) {
            return named(name);
        }
        return wanted instanceof ToolChoice.Named ? choice(wanted, false) : mode("any");
    }

    /** A model that thinks calls as it likes. */
    private static @Nullable JsonObject choice(@Nullable ToolChoice choice, boolean thinks) {
        return switch (choice) {
            case ToolChoice.Auto auto -> mode("auto");
            case ToolChoice.Required required -> mode(thinks ? "auto" : "any");
            case ToolChoice.Named tool -> thinks ? mode("auto") : named(tool.name());
            case ToolChoice.Allowed allowed -> mode(allowed.required() && !thinks ? "any" : "auto");
            case ToolChoice.None none -> null;
            case null -> null;
        };
    }

    private static JsonObject mode(String name) {
        return JsonObject.of(name, JsonObject.EMPTY);
    }

    private static JsonObject named(String name) {
        return JsonObject.of("tool", JsonObject.of("name", new JsonString(name)));
    }

    private static JsonObject parallel(ChatRequest request, ToolWriter writer, ConverseModel model) {
        JsonObject.Builder fields = JsonObject.builder();
        List<JsonValue> own = new ArrayList<>(writer.modelTools());
        if (!own.isEmpty()) {
            fields.put("tools", new JsonArray(own));
        }
        Boolean parallel = request.parallelToolCalls();
        if (parallel != null && model.takesParallelChoice() && !writer.tools().isEmpty()) {
            fields.put(
                    "tool_choice",
                    JsonObject.builder()
                            .put("type", "auto")
                            .put("disable_parallel_tool_use", JsonBoolean.of(!parallel))
                            .build());
        }
        return fields.build();
    }
}

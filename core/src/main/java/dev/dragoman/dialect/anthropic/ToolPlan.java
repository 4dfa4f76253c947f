package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.AnswerTool;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a request and which of them may or must be called.
 *
 * @param tools the member {@code tools}; null for none
 * @param choice the member {@code tool_choice}; null for none
 * @param servers the remote servers among the tools
 */
record ToolPlan(@Nullable Slice tools, @Nullable JsonObject choice, List<JsonValue> servers) {

    private static final JsonObject ANY_INPUT = JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.EMPTY)
            .build();

    static ToolPlan of(
            ChatRequest request, Extras extras, Turns turns, ThinkingPlan plan, ClaudeModel model, Notes notes) {
        ToolWriter writer = new ToolWriter(model, notes);
        ToolChoice wanted = request.toolChoice();
        request.tools().stream().filter(tool -> isAllowed(tool, wanted)).forEach(writer::write);
        extras.webSearch().forEach(writer::write);
        JsonObject choice = choice(wanted);
        if (writer.isEmpty() && !turns.calledTools().isEmpty()) {
            declareCalled(turns, writer);
            choice = typed("none");
        }
        if (request.responseFormat() instanceof ResponseFormat.Schema schema && !model.bindsToSchema()) {
            choice = answerTool(schema, writer, wanted, plan.thinks());
        }
        return new ToolPlan(
                writer.isEmpty() ? null : writer.finish(),
                withParallel(choice, request.parallelToolCalls(), writer.isEmpty()),
                writer.servers());
    }

    private static boolean isAllowed(Tool tool, @Nullable ToolChoice choice) {
        return !(choice instanceof ToolChoice.Allowed allowed)
                || !(tool instanceof Tool.Function function)
                || allowed.names().contains(function.name());
    }

    /** Tools that the history speaks of must be declared; none of them may be called. */
    private static void declareCalled(Turns turns, ToolWriter writer) {
        turns.calledTools().forEach(name -> writer.function(name, null, ANY_INPUT));
    }

    private static @Nullable JsonObject answerTool(
            ResponseFormat.Schema schema, ToolWriter writer, @Nullable ToolChoice wanted, boolean thinks) {
        boolean alone = writer.isEmpty() || wanted instanceof ToolChoice.None;
        String name = AnswerTool.name(schema.schema());
        writer.function(name, schema.description(), AnswerTool.parameters(schema.schema()));
        if (thinks) {
            return alone || wanted == null ? null : choice(wanted);
        }
        if (alone) {
            return named(name);
        }
        return wanted instanceof ToolChoice.Named ? choice(wanted) : typed("any");
    }

    private static @Nullable JsonObject choice(@Nullable ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto auto -> typed("auto");
            case ToolChoice.None none -> typed("none");
            case ToolChoice.Required required -> typed("any");
            case ToolChoice.Named tool -> named(tool.name());
            case ToolChoice.Allowed allowed -> typed(allowed.required() ? "any" : "auto");
            case null -> null;
        };
    }

    private static JsonObject typed(String type) {
        return JsonObject.builder().put("type", type).build();
    }

    private static JsonObject named(String name) {
        return JsonObject.builder().put("type", "tool").put("name", name).build();
    }

    /** Without tools there is nothing to choose, unless a call is demanded: then the vendor must say that it cannot be. */
    private static @Nullable JsonObject withParallel(
            @Nullable JsonObject choice, @Nullable Boolean parallel, boolean noTools) {
        String type = choice == null ? "auto" : choice.string("type");
        if (noTools && ("auto".equals(type) || "none".equals(type))) {
            return null;
        }
        if (parallel == null || "none".equals(type)) {
            return choice;
        }
        JsonObject base = choice == null ? typed("auto") : choice;
        return base.with("disable_parallel_tool_use", JsonBoolean.of(!parallel));
    }
}

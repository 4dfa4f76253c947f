package dev.dragoman.provider.compatible;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ToolSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Messages and tools, as rules fit them to a place. */
final class MessageFit {

    private MessageFit() {}

    static JsonBody apply(JsonBody body, List<Rule> rules, String model) {
        JsonBody result = body;
        for (Rule rule : rules) {
            result = switch (rule) {
                case Rule.ToolsWithout(List<String> names) -> ToolSchemas.without(result, names.toArray(String[]::new));
                case Rule.TextsJoined texts -> ChatHistory.edited(result, "messages", MessageFit::joined);
                case Rule.MessagesWithout(List<String> names) ->
                    ChatHistory.edited(result, "messages", message -> unnamed(message, names));
                case Rule.ThoughtsListed(Rule.ThoughtsListed.Form form, Scope scope) ->
                    ChatHistory.edited(
                            result,
                            "messages",
                            message -> ThoughtLists.put(message, scope.covers(model) ? form : null));
                case Rule.CallIds(int length) ->
                    ChatHistory.edited(result, "messages", message -> identified(message, length));
                default -> result;
            };
        }
        return result;
    }

    private static JsonObject joined(JsonObject message) {
        JsonArray parts = message.array("content");
        String text = parts == null ? null : text(parts);
        return text == null ? message : message.with("content", new JsonString(text));
    }

    /** The text of parts that are nothing but text, else null. */
    private static @Nullable String text(JsonArray parts) {
        StringBuilder text = new StringBuilder();
        for (JsonValue part : parts) {
            String piece = part instanceof JsonObject object && "text".equals(object.string("type"))
                    ? object.string("text")
                    : null;
            if (piece == null) {
                return null;
            }
            text.append(piece);
        }
        return text.toString();
    }

    private static JsonObject unnamed(JsonObject message, List<String> names) {
        return "tool".equals(message.string("role")) ? message : message.without(names.toArray(String[]::new));
    }

    private static JsonObject identified(JsonObject message, int length) {
        String answered = message.string("tool_call_id");
        JsonObject result =
                answered == null ? message : message.with("tool_call_id", new JsonString(ShortId.of(answered, length)));
        JsonArray calls = result.array("tool_calls");
        return calls == null
                ? result
                : result.with("tool_calls", each(calls, call -> {
                    String id = call.string("id");
                    return id == null ? call : call.with("id", new JsonString(ShortId.of(id, length)));
                }));
    }

    private static JsonArray each(JsonArray items, UnaryOperator<JsonObject> edit) {
        List<JsonValue> edited = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            edited.add(item instanceof JsonObject object ? edit.apply(object) : item);
        }
        return new JsonArray(edited);
    }
}

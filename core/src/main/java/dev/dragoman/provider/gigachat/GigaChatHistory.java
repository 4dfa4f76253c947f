package dev.dragoman.provider.gigachat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages: instructions stand first and once, and every call of a function is followed by its result. Used once. */
final class GigaChatHistory {

    private final Set<String> unsupported;
    private final List<JsonValue> told = new ArrayList<>();
    private final StringBuilder instructions = new StringBuilder();

    GigaChatHistory(Set<String> unsupported) {
        this.unsupported = unsupported;
    }

    JsonArray of(JsonArray messages) {
        List<JsonObject> all = new ArrayList<>(messages.size());
        for (JsonValue message : messages) {
            if (message instanceof JsonObject object) {
                all.add(object);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            read(all, i);
        }
        if (!instructions.isEmpty()) {
            told.addFirst(turn("system", instructions.toString()));
        }
        return new JsonArray(told);
    }

    private void read(List<JsonObject> all, int at) {
        JsonObject message = all.get(at);
        String text = text(message.get("content"));
        switch (Objects.requireNonNullElse(message.string("role"), "user")) {
            case "system", "developer" ->
                instructions.append(instructions.isEmpty() ? "" : "\n").append(text);
            case "assistant" -> assistant(text, message.array("tool_calls"), all, at);
            // Told behind the call that it answers.
            case "tool" -> {}
            default -> told.add(turn("user", text));
        }
    }

    private void assistant(String text, @Nullable JsonArray calls, List<JsonObject> all, int at) {
        if (calls == null || calls.isEmpty()) {
            told.add(turn("assistant", text));
            return;
        }
        String said = text;
        for (JsonValue item : calls) {
            if (item instanceof JsonObject call && call.object("function") != null) {
                call(said, call, all, at);
                said = "";
            }
        }
    }

    private void call(String text, JsonObject call, List<JsonObject> all, int at) {
        JsonObject function = Objects.requireNonNull(call.object("function"));
        String name = Objects.requireNonNullElse(function.string("name"), "");
        JsonObject called = JsonObject.builder()
                .put("name", name)
                .put("arguments", object(function.string("arguments")))
                .build();
        told.add(turn("assistant", text).with("function_call", called));
        String id = call.string("id");
        for (JsonObject answer : all.subList(at + 1, all.size())) {
            if ("tool".equals(answer.string("role")) && Objects.equals(id, answer.string("tool_call_id"))) {
                told.add(turn("function", json(text(answer.get("content")))).with("name", new JsonString(name)));
                return;
            }
        }
    }

    private static JsonObject turn(String role, String text) {
        return JsonObject.builder().put("role", role).put("content", text).build();
    }

    private static JsonObject object(@Nullable String json) {
        try {
            return json != null && Json.parse(json) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // What the model wrote may be no JSON; it is shown as the one text that it is.
            return JsonObject.of("arguments", new JsonString(String.valueOf(json)));
        }
    }

    /** What a function returned must be JSON in a text. */
    private static String json(String text) {
        try {
            Json.parse(text);
            return text;
        } catch (JsonSyntaxException noJson) {
            return JsonObject.of("result", new JsonString(text)).toJson();
        }
    }

    private String text(@Nullable JsonValue content) {
        if (content instanceof JsonString plain) {
            return plain.value();
        }
        StringBuilder text = new StringBuilder();
        for (JsonValue part : content instanceof JsonArray parts ? parts : JsonArray.EMPTY) {
            String piece = part instanceof JsonObject object ? object.string("text") : null;
            if (piece == null) {
                unsupported.add("content other than text");
            }
            text.append(piece == null ? "" : piece);
        }
        return text.toString();
    }
}

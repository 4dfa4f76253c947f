package dev.dragoman.provider.oci;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages of the format COHERE: what was said before, the message, and what tools returned for it. Used once. */
final class CohereHistory {

    private final Set<String> unsupported;
    private final Map<String, JsonObject> calls = new HashMap<>();
    private final List<JsonValue> history = new ArrayList<>();
    private final List<JsonValue> results = new ArrayList<>();
    private final StringBuilder preamble = new StringBuilder();
    private @Nullable String message;

    CohereHistory(Set<String> unsupported) {
        this.unsupported = unsupported;
    }

    void put(JsonArray messages, JsonObject.Builder into) {
        for (JsonValue item : messages) {
            if (item instanceof JsonObject one) {
                read(one);
            }
        }
        into.put("message", Objects.requireNonNullElse(message, ""));
        if (!preamble.isEmpty()) {
            into.put("preambleOverride", preamble.toString());
        }
        if (!history.isEmpty()) {
            into.put("chatHistory", new JsonArray(history));
        }
        if (!results.isEmpty()) {
            into.put("toolResults", new JsonArray(results));
        }
    }

    private void read(JsonObject one) {
        String text = text(one.get("content"));
        switch (Objects.requireNonNullElse(one.string("role"), "user")) {
            case "system", "developer" -> {
                boolean first = history.isEmpty() && message == null;
                if (first) {
                    preamble.append(preamble.isEmpty() ? "" : "\n").append(text);
                } else {
                    past();
                    history.add(turn("SYSTEM", text).build());
                }
            }
            case "assistant" -> {
                past();
                history.add(assistant(text, one.array("tool_calls")));
            }
            case "tool" -> results.add(result(one, text));
            default -> {
                past();
                message = text;
            }
        }
    }

    /** What was the newest belongs to the past. */
    private void past() {
        if (message != null) {
            history.add(turn("USER", message).build());
            message = null;
        }
        if (!results.isEmpty()) {
            history.add(JsonObject.builder()
                    .put("role", "TOOL")
                    .put("toolResults", new JsonArray(results))
                    .build());
            results.clear();
        }
    }

    private static JsonObject.Builder turn(String role, String text) {
        return JsonObject.builder().put("role", role).put("message", text);
    }

    private JsonObject assistant(String text, @Nullable JsonArray called) {
        JsonObject.Builder turn = turn("CHATBOT", text);
        if (called != null) {
            List<JsonValue> told = new ArrayList<>(called.size());
            for (JsonValue item : called) {
                JsonObject function = item instanceof JsonObject object ? object.object("function") : null;
                if (function != null) {
                    JsonObject call = call(function);
                    calls.put(Objects.requireNonNullElse(((JsonObject) item).string("id"), ""), call);
                    told.add(call);
                }
            }
            turn.put("toolCalls", new JsonArray(told));
        }
        return turn.build();
    }

    private static JsonObject call(JsonObject function) {
        return JsonObject.builder()
                .putIfPresent("name", function.string("name"))
                .put("parameters", object(function.string("arguments")))
                .build();
    }

    private static JsonObject object(@Nullable String json) {
        try {
            return json != null && !json.isBlank() && Json.parse(json) instanceof JsonObject object
                    ? object
                    : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // What the model wrote may be no JSON; it is shown as the one text that it is.
            return JsonObject.of("arguments", new JsonString(json));
        }
    }

    private JsonObject result(JsonObject answer, String text) {
        JsonObject call =
                calls.getOrDefault(Objects.requireNonNullElse(answer.string("tool_call_id"), ""), JsonObject.EMPTY);
        return JsonObject.builder()
                .put("call", call)
                .put("outputs", JsonArray.of(JsonObject.of("output", new JsonString(text))))
                .build();
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

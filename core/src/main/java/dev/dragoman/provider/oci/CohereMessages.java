package dev.dragoman.provider.oci;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages of the format COHEREV2. */
record CohereMessages(Set<String> unsupported) {

    JsonArray of(JsonArray messages) {
        List<JsonValue> told = new ArrayList<>(messages.size());
        for (JsonValue message : messages) {
            if (message instanceof JsonObject object) {
                told.add(message(object));
            }
        }
        return new JsonArray(told);
    }

    private JsonObject message(JsonObject message) {
        JsonArray calls = message.array("tool_calls");
        List<JsonValue> content = new ArrayList<>();
        String thought = message.string("reasoning_content");
        if (thought != null && !thought.isEmpty()) {
            content.add(part("THINKING", "thinking", new JsonString(thought)));
        }
        content(message.get("content"), content);
        JsonObject.Builder told = JsonObject.builder().put("role", role(message));
        if (!content.isEmpty() || calls == null) {
            told.put("content", new JsonArray(content));
        }
        return told.putIfPresent("toolCallId", message.string("tool_call_id"))
                .putIfPresent("toolCalls", calls == null ? null : calls(calls))
                .build();
    }

    private static String role(JsonObject message) {
        String role = Objects.requireNonNullElse(message.string("role"), "user");
        return role.equals("developer") ? "SYSTEM" : role.toUpperCase(Locale.ROOT);
    }

    private void content(@Nullable JsonValue content, List<JsonValue> into) {
        if (content instanceof JsonString text && !text.value().isEmpty()) {
            into.add(part("TEXT", "text", text));
        }
        for (JsonValue item : content instanceof JsonArray parts ? parts : JsonArray.EMPTY) {
            if (item instanceof JsonObject part) {
                part(part, into);
            }
        }
    }

    private void part(JsonObject part, List<JsonValue> into) {
        String type = Objects.requireNonNullElse(part.string("type"), "");
        JsonObject image = part.object("image_url");
        if (type.equals("text")) {
            into.add(part("TEXT", "text", new JsonString(Objects.requireNonNullElse(part.string("text"), ""))));
        } else if (type.equals("image_url") && image != null) {
            String detail = image.string("detail");
            JsonObject address = JsonObject.builder()
                    .putIfPresent("url", image.string("url"))
                    .putIfPresent("detail", detail == null ? null : detail.toUpperCase(Locale.ROOT))
                    .build();
            into.add(part("IMAGE_URL", "imageUrl", address));
        } else {
            unsupported.add(type);
        }
    }

    private static JsonObject part(String type, String member, JsonValue value) {
        return JsonObject.builder().put("type", type).put(member, value).build();
    }

    private static JsonArray calls(JsonArray calls) {
        List<JsonValue> told = new ArrayList<>(calls.size());
        for (JsonValue item : calls) {
            JsonObject function = item instanceof JsonObject call ? call.object("function") : null;
            if (function != null) {
                told.add(JsonObject.builder()
                        .putIfPresent("id", ((JsonObject) item).string("id"))
                        .put("type", "FUNCTION")
                        .put("function", function)
                        .build());
            }
        }
        return new JsonArray(told);
    }
}

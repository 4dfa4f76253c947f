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

/** Messages of the format GENERIC. */
record OciMessages(Set<String> unsupported) {

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
        String role = Objects.requireNonNullElse(message.string("role"), "user");
        JsonObject.Builder told = JsonObject.builder().put("role", role.toUpperCase(Locale.ROOT));
        JsonArray content = content(message.get("content"));
        if (!content.isEmpty() || message.array("tool_calls") == null) {
            told.put("content", content);
        }
        told.putIfPresent("name", message.string("name"));
        told.putIfPresent("toolCallId", message.string("tool_call_id"));
        told.putIfPresent("reasoningContent", message.string("reasoning_content"));
        JsonArray calls = message.array("tool_calls");
        if (calls != null) {
            told.put("toolCalls", calls(calls));
        }
        return told.build();
    }

    private JsonArray content(@Nullable JsonValue content) {
        return switch (content) {
            case JsonString text -> text.value().isEmpty() ? JsonArray.EMPTY : JsonArray.of(text(text.value()));
            case JsonArray parts -> parts(parts);
            case null, default -> JsonArray.EMPTY;
        };
    }

    private JsonArray parts(JsonArray parts) {
        List<JsonValue> told = new ArrayList<>(parts.size());
        for (JsonValue part : parts) {
            JsonObject one = part instanceof JsonObject object ? part(object) : null;
            if (one != null) {
                told.add(one);
            }
        }
        return new JsonArray(told);
    }

    private @Nullable JsonObject part(JsonObject part) {
        String type = Objects.requireNonNullElse(part.string("type"), "");
        return switch (type) {
            case "text" -> text(Objects.requireNonNullElse(part.string("text"), ""));
            case "image_url" -> medium("IMAGE", "imageUrl", part.object("image_url"), "url");
            case "video_url" -> medium("VIDEO", "videoUrl", part.object("video_url"), "url");
            case "file" -> medium("DOCUMENT", "documentUrl", part.object("file"), "file_data");
            case "input_audio" -> audio(part.object("input_audio"));
            default -> refused(type);
        };
    }

    private static JsonObject text(String text) {
        return JsonObject.builder().put("type", "TEXT").put("text", text).build();
    }

    private @Nullable JsonObject medium(String type, String member, @Nullable JsonObject told, String from) {
        String url = told == null ? null : told.string(from);
        if (told == null || url == null) {
            return refused(type.toLowerCase(Locale.ROOT) + " without data");
        }
        String detail = told.string("detail");
        JsonObject address = JsonObject.builder()
                .put("url", url)
                .putIfPresent("detail", detail == null ? null : detail.toUpperCase(Locale.ROOT))
                .build();
        return JsonObject.builder().put("type", type).put(member, address).build();
    }

    private @Nullable JsonObject audio(@Nullable JsonObject audio) {
        String data = audio == null ? null : audio.string("data");
        if (audio == null || data == null) {
            return refused("input_audio");
        }
        String url = "data:audio/" + audio.string("format") + ";base64," + data;
        return JsonObject.builder()
                .put("type", "AUDIO")
                .put("audioUrl", JsonObject.of("url", new JsonString(url)))
                .build();
    }

    private @Nullable JsonObject refused(String what) {
        unsupported.add(what);
        return null;
    }

    private static JsonArray calls(JsonArray calls) {
        List<JsonValue> told = new ArrayList<>(calls.size());
        for (JsonValue call : calls) {
            JsonObject function = call instanceof JsonObject object ? object.object("function") : null;
            if (function != null) {
                told.add(JsonObject.builder()
                        .putIfPresent("id", ((JsonObject) call).string("id"))
                        .put("type", "FUNCTION")
                        .putIfPresent("name", function.string("name"))
                        .putIfPresent("arguments", function.string("arguments"))
                        .build());
            }
        }
        return new JsonArray(told);
    }
}

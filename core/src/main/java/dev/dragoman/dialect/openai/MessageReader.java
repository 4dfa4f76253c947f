package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request. Remembers the older function calls, whose results name no id. */
final class MessageReader {

    private final Map<String, String> legacyCallIds = new HashMap<>();

    List<Message> readAll(Field messages) {
        List<Field> items = messages.items();
        List<Message> read = new ArrayList<>(items.size());
        for (Field item : items) {
            read.add(message(item));
        }
        return read;
    }

    private Message message(Field message) {
        Field role = message.required("role");
        return switch (role.text()) {
            case "system" -> instructions(message, false);
            case "developer" -> instructions(message, true);
            case "user" -> new Message.User(content(message), message.string("name"));
            case "assistant" -> assistant(message);
            case "tool" -> toolResult(message);
            case "function" -> functionResult(message);
            default -> throw role.wrong("system, developer, user, assistant, tool or function");
        };
    }

    private static Message instructions(Field message, boolean developer) {
        return new Message.Instructions(content(message), developer, message.string("name"));
    }

    private Message assistant(Field message) {
        List<Part> parts = new ArrayList<>();
        Thoughts.read(message, parts);
        if (message.member("content") != null) {
            parts.addAll(content(message));
        }
        String refusal = message.string("refusal");
        if (refusal != null) {
            parts.add(new Part.Refusal(refusal));
        }
        spoken(message.member("audio"), parts);
        images(message.member("images"), parts);
        calls(message, parts);
        Field own = message.member("provider_specific_fields");
        JsonObject extras = own == null ? JsonObject.EMPTY : JsonObject.of("provider_specific_fields", own.object());
        return new Message.Assistant(
                parts, message.string("name"), Boolean.TRUE.equals(message.bool("prefix")), extras);
    }

    private static void spoken(@Nullable Field audio, List<Part> parts) {
        if (audio != null) {
            parts.add(new Part.SpokenAudio(
                    audio.string("id"),
                    audio.string("data"),
                    audio.string("transcript"),
                    null,
                    audio.integer("expires_at")));
        }
    }

    private static void images(@Nullable Field images, List<Part> parts) {
        if (images != null) {
            for (Field image : images.items()) {
                parts.add(ContentReader.image(image));
            }
        }
    }

    private void calls(Field message, List<Part> parts) {
        Field calls = message.member("tool_calls");
        if (calls != null) {
            for (Field call : calls.items()) {
                parts.add(call(call));
            }
        }
        Field legacy = message.member("function_call");
        if (legacy != null) {
            String name = legacy.requiredString("name");
            String id = "call_" + name + "_" + legacyCallIds.size();
            legacyCallIds.put(name, id);
            parts.add(new Part.ToolCall(id, name, OpenAiRequestReader.arguments(legacy.member("arguments"))));
        }
    }

    static Part.ToolCall call(Field call) {
        Field own = call.member("provider_specific_fields");
        String signature = own == null ? null : own.string("thought_signature");
        CacheControl cache = ContentReader.cache(call);
        Field custom = call.member("custom");
        if (custom != null) {
            String input = custom.string("input");
            return new Part.ToolCall(
                    call.requiredString("id"),
                    custom.requiredString("name"),
                    input == null ? "" : input,
                    true,
                    signature,
                    cache);
        }
        Field function = call.required("function");
        return new Part.ToolCall(
                call.requiredString("id"),
                function.requiredString("name"),
                OpenAiRequestReader.arguments(function.member("arguments")),
                false,
                signature,
                cache);
    }

    private static Message toolResult(Field message) {
        return new Message.ToolResult(
                ContentReader.parts(message.member("content")),
                message.requiredString("tool_call_id"),
                message.string("name"),
                message.bool("is_error"),
                ContentReader.cache(message));
    }

    private Message functionResult(Field message) {
        Field name = message.required("name");
        String id = legacyCallIds.get(name.text());
        if (id == null) {
            throw name.wrong("the name of a function that an earlier assistant message called");
        }
        return new Message.ToolResult(content(message), id, name.text(), null, null);
    }

    /** The parts of a message; a cache mark on the message itself belongs behind its last part. */
    private static List<Part> content(Field message) {
        List<Part> parts = ContentReader.parts(message.member("content"));
        CacheControl cache = ContentReader.cache(message);
        return cache == null ? parts : ContentReader.marked(parts, cache);
    }
}

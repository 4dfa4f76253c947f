package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request. Remembers the older function calls, whose results name no id. */
final class MessageReader {

    private static final Set<String> READ = Set.of(
            "role",
            "content",
            "name",
            "refusal",
            "audio",
            "images",
            "tool_calls",
            "function_call",
            "thinking_blocks",
            "reasoning_content",
            "reasoning",
            "prefix",
            "cache_control");

    private final Map<String, String> legacyCallIds = new HashMap<>();
    private int legacyCalls;

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
            case "system" -> new Message.Instructions(content(message), false, message.string("name"));
            case "developer" -> new Message.Instructions(content(message), true, message.string("name"));
            case "user" -> new Message.User(content(message), message.string("name"));
            case "assistant" -> assistant(message);
            case "tool" -> toolResult(message);
            case "function" -> functionResult(message);
            default -> throw role.wrong("system, developer, user, assistant, tool or function");
        };
    }

    private Message assistant(Field message) {
        List<Part> parts = new ArrayList<>();
        Thoughts.read(message, parts);
        parts.addAll(said(message.member("content")));
        Spoken.read(message, parts);
        ToolCalls.read(message, parts);
        legacyCall(message, parts);
        return new Message.Assistant(
                CacheMarks.spread(parts, CacheMarks.read(message)),
                message.string("name"),
                Boolean.TRUE.equals(message.bool("prefix")),
                message.others(READ));
    }

    /** An empty text is how some clients say that there is none. */
    private static List<Part> said(@Nullable Field content) {
        boolean silent = content != null && content.isText() && content.text().isEmpty();
        return silent ? List.of() : ContentReader.parts(content);
    }

    private void legacyCall(Field message, List<Part> parts) {
        Field call = message.member("function_call");
        if (call != null) {
            String name = call.requiredString("name");
            String id = "call_" + name + "_" + legacyCalls++;
            legacyCallIds.put(name, id);
            parts.add(new Part.ToolCall(id, name, ToolCalls.arguments(call.member("arguments"))));
        }
    }

    private static Message toolResult(Field message) {
        return new Message.ToolResult(
                ContentReader.parts(message.member("content")),
                message.requiredString("tool_call_id"),
                message.string("name"),
                message.bool("is_error"),
                CacheMarks.read(message));
    }

    private Message functionResult(Field message) {
        Field name = message.required("name");
        String id = legacyCallIds.get(name.text());
        if (id == null) {
            throw name.wrong("the name of a function that an earlier assistant message called");
        }
        return new Message.ToolResult(
                ContentReader.parts(message.member("content")), id, name.text(), null, CacheMarks.read(message));
    }

    private static List<Part> content(Field message) {
        return CacheMarks.spread(ContentReader.parts(message.member("content")), CacheMarks.read(message));
    }
}

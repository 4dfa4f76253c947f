package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request. Not thread-safe. */
final class MessageReader {

    private static final Set<String> READ =
            Set.of("role", "content", "thinking", "images", "tool_calls", "tool_name", "tool_call_id");

    private final OpenCalls calls = new OpenCalls();

    private MessageReader() {}

    static List<Message> read(Field messages) {
        MessageReader reader = new MessageReader();
        List<Message> read = new ArrayList<>();
        messages.items().forEach(message -> read.add(reader.message(message)));
        return read;
    }

    private Message message(Field message) {
        Field role = message.required("role");
        return switch (role.text().toLowerCase(Locale.ROOT)) {
            case "system" -> new Message.Instructions(said(message), false, null);
            case "user" -> new Message.User(said(message), null);
            case "assistant" -> assistant(message);
            case "tool" -> result(message);
            default -> throw role.wrong("system, user, assistant or tool");
        };
    }

    private static List<Part> said(Field message) {
        List<Part> parts = new ArrayList<>();
        String content = message.string("content");
        if (content != null && !content.isEmpty()) {
            parts.add(new Part.Text(content));
        }
        Field images = message.member("images");
        if (images != null) {
            images.items()
                    .forEach(image -> parts.add(new Part.Image(
                            new MediaSource.Base64(Images.type(image.text()), image.text()), null, null)));
        }
        return parts;
    }

    private Message assistant(Field message) {
        List<Part> parts = new ArrayList<>();
        String thinking = message.string("thinking");
        if (thinking != null && !thinking.isEmpty()) {
            parts.add(new Part.Thinking(thinking, null));
        }
        parts.addAll(said(message));
        Field asked = message.member("tool_calls");
        if (asked != null) {
            for (Field call : asked.items()) {
                Part.ToolCall read = call(call, calls.id(call.string("id")));
                calls.add(read);
                parts.add(read);
            }
        }
        return new Message.Assistant(parts, null, false, message.others(READ));
    }

    /** A call of a request or of an answer. */
    static Part.ToolCall call(Field call, String id) {
        Field function = call.required("function");
        Field arguments = function.member("arguments");
        JsonObject input = arguments == null ? JsonObject.EMPTY : arguments.object();
        return new Part.ToolCall(id, function.requiredString("name"), ToolInput.write(input));
    }

    private Message result(Field message) {
        String name = message.string("tool_name");
        String id = message.string("tool_call_id");
        if (id != null && !id.isEmpty()) {
            calls.close(id);
            return new Message.ToolResult(said(message), id, name, null, null);
        }
        Part.ToolCall call = calls.answered(name);
        return new Message.ToolResult(
                said(message), call == null ? calls.id(null) : call.id(), name(name, call), null, null);
    }

    private static @Nullable String name(@Nullable String told, Part.@Nullable ToolCall call) {
        return told != null || call == null ? told : call.name();
    }
}

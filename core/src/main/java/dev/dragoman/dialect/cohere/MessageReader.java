package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request. */
final class MessageReader {

    private static final Set<String> READ = Set.of("role", "content", "tool_calls", Citations.MEMBER);
    private static final String BASE64 = ";base64,";

    private MessageReader() {}

    static List<Message> read(Field messages) {
        List<Message> read = new ArrayList<>();
        messages.items().forEach(message -> read.add(message(message)));
        return read;
    }

    private static Message message(Field message) {
        Field role = message.required("role");
        return switch (role.text()) {
            case "system" -> new Message.Instructions(content(message.required("content")), false, null);
            case "user" -> new Message.User(content(message.required("content")), null);
            case "assistant" -> assistant(message);
            case "tool" ->
                new Message.ToolResult(
                        content(message.required("content")), message.requiredString("tool_call_id"), null, null, null);
            default -> throw role.wrong("system, user, assistant or tool");
        };
    }

    private static Message assistant(Field message) {
        Field content = message.member("content");
        List<Part> parts = new ArrayList<>(content == null ? List.of() : content(content));
        JsonObject.Builder lost = JsonObject.builder();
        Citations.read(message.member(Citations.MEMBER), parts, lost);
        calls(message.member("tool_calls"), parts);
        JsonObject extras = message.others(READ);
        return new Message.Assistant(parts, null, false, extras.merged(lost.build()));
    }

    /** The calls of a turn, of a request or of an answer. */
    static void calls(@Nullable Field calls, List<Part> into) {
        if (calls == null) {
            return;
        }
        for (Field call : calls.items()) {
            Field function = call.required("function");
            String arguments = function.string("arguments");
            into.add(new Part.ToolCall(
                    call.requiredString("id"),
                    function.requiredString("name"),
                    arguments == null || arguments.isEmpty() ? "{}" : arguments));
        }
    }

    /** The parts of a content: a text, or a list of blocks. */
    static List<Part> content(Field content) {
        if (content.isText()) {
            return List.of(new Part.Text(content.text()));
        }
        List<Part> parts = new ArrayList<>();
        content.items().forEach(block -> parts.add(block(block)));
        return parts;
    }

    /** One that no part fits is kept as it is. */
    private static Part block(Field block) {
        String type = block.string("type");
        return switch (type) {
            case "text" -> new Part.Text(block.requiredString("text"));
            case "thinking" -> new Part.Thinking(block.requiredString("thinking"), null);
            case "image_url" -> image(block.required("image_url"));
            case null, default -> new Part.Opaque(CohereDialect.NAME, block.object());
        };
    }

    private static Part image(Field image) {
        String url = image.requiredString("url");
        int comma = url.startsWith("data:") ? url.indexOf(BASE64) : -1;
        MediaSource source = comma < 0
                ? new MediaSource.Url(url, null)
                : new MediaSource.Base64(
                        url.substring("data:".length(), comma), url.substring(comma + BASE64.length()));
        return new Part.Image(source, image.string("detail"), null);
    }
}

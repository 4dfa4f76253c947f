package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads content blocks. A block that has no word elsewhere is kept whole. */
final class BlockReader {

    private static final Set<String> TOOL_USE = Set.of("type", "id", "name", "input", CacheMarks.MEMBER);

    private BlockReader() {}

    /** The parts of a {@code content}, which is a text or a list of blocks. */
    static List<Part> readAll(Field content) {
        if (content.isText()) {
            return List.of(new Part.Text(content.text()));
        }
        List<Part> parts = new ArrayList<>();
        for (Field block : content.items()) {
            parts.add(read(block));
        }
        return parts;
    }

    static Part read(Field block) {
        return switch (block.requiredString("type")) {
            case "text" -> text(block);
            case "image" -> image(block);
            case "document" -> document(block);
            case "thinking" -> thinking(block);
            case "redacted_thinking" -> new Part.RedactedThinking(block.requiredString("data"));
            case "tool_use" -> toolCall(block);
            default -> opaque(block);
        };
    }

    static Part.Opaque opaque(Field block) {
        return new Part.Opaque(AnthropicDialect.NAME, block.value());
    }

    private static Part text(Field block) {
        return new Part.Text(block.requiredString("text"), CacheMarks.read(block), Citations.read(block), null);
    }

    private static Part image(Field block) {
        MediaSource source = Sources.read(block.required("source"));
        return source == null ? opaque(block) : new Part.Image(source, null, CacheMarks.read(block));
    }

    private static Part document(Field block) {
        MediaSource source = Sources.read(block.required("source"));
        if (source == null) {
            return opaque(block);
        }
        Field citations = block.member("citations");
        return new Part.Document(
                source,
                block.string("title"),
                block.string("context"),
                citations == null ? null : citations.bool("enabled"),
                CacheMarks.read(block));
    }

    private static Part thinking(Field block) {
        return new Part.Thinking(block.requiredString("thinking"), filled(block.string("signature")));
    }

    private static Part toolCall(Field block) {
        Field input = block.member("input");
        CallId id = CallId.read(block.requiredString("id"));
        String signature = ownMembers(block.object());
        return new Part.ToolCall(
                id.id(),
                block.requiredString("name"),
                input == null ? "{}" : ToolInput.read(input.object()),
                false,
                signature == null ? id.signature() : signature,
                CacheMarks.read(block));
    }

    /** What else stands on a tool call and must come back with it, such as who called the tool; null for nothing. */
    static @Nullable String ownMembers(JsonObject block) {
        JsonObject.Builder others = JsonObject.builder();
        block.forEach((name, value) -> {
            if (!TOOL_USE.contains(name) && value != JsonNull.NULL && !(name.equals("caller") && isDirect(value))) {
                others.put(name, value);
            }
        });
        return others.isEmpty() ? null : others.build().toJson();
    }

    private static boolean isDirect(JsonValue caller) {
        return caller instanceof JsonObject object && new JsonString("direct").equals(object.get("type"));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}

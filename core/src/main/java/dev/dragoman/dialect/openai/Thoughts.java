package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message's reasoning: {@code thinking_blocks} where they can be replayed, else {@code reasoning_content}. */
final class Thoughts {

    private Thoughts() {}

    static void read(Field message, List<Part> parts) {
        Field blocks = message.member("thinking_blocks");
        if (blocks != null && !blocks.array().isEmpty()) {
            for (Field block : blocks.items()) {
                parts.add(block(block));
            }
            return;
        }
        String reasoning = message.string("reasoning_content");
        reasoning = reasoning != null ? reasoning : message.string("reasoning");
        if (reasoning != null && !reasoning.isEmpty()) {
            parts.add(new Part.Thinking(reasoning, null));
        }
    }

    static Part block(Field block) {
        Field type = block.required("type");
        return switch (type.text()) {
            case "thinking" -> thinking(block);
            case "redacted_thinking" -> new Part.RedactedThinking(block.requiredString("data"));
            default -> throw type.wrong("thinking or redacted_thinking");
        };
    }

    private static Part thinking(Field block) {
        String signature = block.string("signature");
        return new Part.Thinking(text(block), signature == null || signature.isEmpty() ? null : signature);
    }

    /** The words of a block; some vendors give them as a list of text parts. */
    static String text(Field block) {
        Field thinking = block.member("thinking");
        if (thinking == null || thinking.isText()) {
            return thinking == null ? "" : thinking.text();
        }
        StringBuilder text = new StringBuilder();
        for (Field part : thinking.items()) {
            String piece = part.string("text");
            text.append(piece == null ? "" : piece);
        }
        return text.toString();
    }

    /** All reasoning text, or null when there is none. */
    static @Nullable String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Thinking thinking) {
                text.append(thinking.text());
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    /** The blocks that must be replayed; null when no thought is signed or encrypted. */
    static @Nullable JsonArray blocks(List<Part> parts) {
        List<JsonValue> blocks = new ArrayList<>();
        boolean replayable = false;
        for (Part part : parts) {
            if (part instanceof Part.Thinking thinking) {
                blocks.add(block(thinking.text(), thinking.signature()));
                replayable |= thinking.signature() != null;
            } else if (part instanceof Part.RedactedThinking redacted) {
                blocks.add(redacted(redacted));
                replayable = true;
            }
        }
        return replayable ? new JsonArray(blocks) : null;
    }

    /** Writes a block or a piece of one. */
    static JsonWriter write(JsonWriter out, String text, @Nullable String signature) {
        out.beginObject().member("type", "thinking").member("thinking", text);
        return out.member("signature", signature == null ? "" : signature).endObject();
    }

    private static JsonObject block(String text, @Nullable String signature) {
        return JsonObject.builder()
                .put("type", "thinking")
                .put("thinking", text)
                .put("signature", signature == null ? "" : signature)
                .build();
    }

    static JsonObject redacted(Part.RedactedThinking redacted) {
        return JsonObject.builder()
                .put("type", "redacted_thinking")
                .put("data", redacted.data())
                .build();
    }
}

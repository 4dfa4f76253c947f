package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.PartKinds;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes parts as blocks of a message; a cache mark is a block behind the one it belongs to. Not thread-safe. */
final class BlockWriter {

    private final ConverseModel model;
    private final Notes notes;
    private final Media media;

    BlockWriter(ConverseModel model, Notes notes) {
        this.model = model;
        this.notes = notes;
        this.media = new Media();
    }

    /** The blocks of a text. */
    List<JsonValue> write(Part.Text text) {
        return marked(text(text.text()), text.cache());
    }

    /** The blocks of a part; none when it says nothing or has no block. */
    List<JsonValue> write(Part part, boolean byAssistant) {
        return switch (part) {
            case Part.Text text -> text.text().isBlank() ? List.of() : write(text);
            case Part.Refusal refusal -> refusal.text().isBlank() ? List.of() : List.of(text(refusal.text()));
            case Part.SpokenAudio spoken -> spoken(spoken);
            case Part.Image image -> marked(seen(media.image(image), part, byAssistant), image.cache());
            case Part.Document document -> marked(seen(media.document(document), part, byAssistant), document.cache());
            case Part.Video video -> marked(seen(media.video(video), part, byAssistant), video.cache());
            case Part.Audio audio -> marked(seen(media.audio(audio), part, byAssistant), audio.cache());
            case Part.ToolCall call -> marked(call(call), call.cache());
            case Part.Thinking thought -> thought(thought, byAssistant);
            case Part.RedactedThinking hidden -> List.of(reasoning("redactedContent", new JsonString(hidden.data())));
            case Part.Opaque opaque -> opaque(opaque);
        };
    }

    /** The block of a tool's result. */
    List<JsonValue> result(Message.ToolResult result) {
        List<JsonValue> content = new ArrayList<>();
        for (Part part : result.parts()) {
            if (part instanceof Part.Text text) {
                content.add(text(text.text()));
            } else {
                content.addAll(write(part, false));
            }
        }
        JsonObject.Builder block = JsonObject.builder()
                .put("toolUseId", ToolIds.write(result.callId()))
                .put("content", new JsonArray(content.isEmpty() ? List.of(text("")) : content));
        if (result.error() != null) {
            block.put("status", result.error() ? "error" : "success");
        }
        return marked(JsonObject.of("toolResult", block.build()), result.cache());
    }

    private List<JsonValue> spoken(Part.SpokenAudio spoken) {
        String transcript = spoken.transcript();
        if (transcript == null) {
            notes.unsupported("messages[*].content[*].audio");
            return List.of();
        }
        return transcript.isBlank() ? List.of() : List.of(text(transcript));
    }

    private @Nullable JsonObject seen(@Nullable JsonObject block, Part part, boolean byAssistant) {
        if (block == null || byAssistant) {
            notes.unsupported("messages[*].content[*]." + PartKinds.of(part));
            return null;
        }
        return block;
    }

    /** A thought without its proof is refused, so it stays unsaid. */
    private static List<JsonValue> thought(Part.Thinking thought, boolean byAssistant) {
        String signature = thought.signature();
        if (signature == null || !byAssistant) {
            return List.of();
        }
        return List.of(reasoning(
                "reasoningText",
                JsonObject.builder()
                        .put("text", thought.text())
                        .put("signature", signature)
                        .build()));
    }

    static JsonObject reasoning(String kind, JsonValue value) {
        return JsonObject.of("reasoningContent", JsonObject.of(kind, value));
    }

    static JsonObject call(Part.ToolCall call) {
        return JsonObject.of(
                "toolUse",
                JsonObject.builder()
                        .put("toolUseId", ToolIds.write(call.id()))
                        .put("name", call.name())
                        .put("input", ToolInput.read(call.arguments()))
                        .build());
    }

    private List<JsonValue> opaque(Part.Opaque opaque) {
        if (opaque.dialect().equals(ConverseDialect.NAME)) {
            return List.of(opaque.block());
        }
        notes.unsupported("messages[*].content[*]." + PartKinds.of(opaque));
        return List.of();
    }

    private List<JsonValue> marked(@Nullable JsonObject block, @Nullable CacheControl cache) {
        JsonObject mark = block == null ? null : CachePoints.write(cache, model);
        if (block == null) {
            return List.of();
        }
        return mark == null ? List.of(block) : List.of(block, mark);
    }

    static JsonObject text(String text) {
        return JsonObject.of("text", new JsonString(text));
    }
}

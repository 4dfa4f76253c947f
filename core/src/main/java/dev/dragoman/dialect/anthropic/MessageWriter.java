package dev.dragoman.dialect.anthropic;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.List;

/** Writes {@code system} and {@code messages}. */
final class MessageWriter {

    private final Notes notes;

    MessageWriter(Notes notes) {
        this.notes = notes;
    }

    Slice system(List<Part.Text> texts) {
        JsonWriter out = new JsonWriter(1024).beginArray();
        texts.forEach(text -> BlockWriter.text(out, text));
        return out.endArray().toSlice();
    }

    Slice messages(List<Turn> turns) {
        JsonWriter out = new JsonWriter(8192).beginArray();
        for (Turn turn : turns) {
            message(out, turn);
        }
        return out.endArray().toSlice();
    }

    private void message(JsonWriter out, Turn turn) {
        out.beginObject().member("role", turn.roleName()).name("content").beginArray();
        for (Message.ToolResult result : turn.results()) {
            result(out, result);
        }
        blocks(out, turn.parts());
        out.endArray().endObject();
    }

    private void blocks(JsonWriter out, List<Part> parts) {
        for (Part part : parts) {
            announce(part);
            BlockWriter.write(out, part);
        }
    }

    private void result(JsonWriter out, Message.ToolResult result) {
        out.beginObject().member("type", "tool_result").member("tool_use_id", result.callId());
        List<Part> parts = result.parts();
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Text text && text.cache() == null) {
            out.member("content", text.text());
        } else if (!parts.isEmpty()) {
            out.name("content").beginArray();
            blocks(out, parts);
            out.endArray();
        }
        out.memberIfPresent("is_error", result.error());
        out.memberIfPresent(CacheMarks.MEMBER, CacheMarks.write(result.cache())).endObject();
    }

    private void announce(Part part) {
        boolean uploaded = switch (part) {
            case Part.Image image -> image.source() instanceof MediaSource.FileId;
            case Part.Document document -> document.source() instanceof MediaSource.FileId;
            case Part.Opaque opaque ->
                opaque.block() instanceof JsonObject block && "container_upload".equals(block.string("type"));
            default -> false;
        };
        if (uploaded) {
            notes.beta("files-api-2025-04-14");
            notes.beta("code-execution-2025-05-22");
        }
    }
}

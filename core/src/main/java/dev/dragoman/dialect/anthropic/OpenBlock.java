package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The block that is being told; one is open at a time, and they are numbered. Not thread-safe. */
final class OpenBlock {

    private static final String START = "content_block_start";
    private static final String DELTA = "content_block_delta";
    private static final String STOP = "content_block_stop";

    /** What the open block is. */
    private enum Kind {
        NONE,
        TEXT,
        THINKING,
        TOOL_USE
    }

    private Kind kind = Kind.NONE;
    private int index = -1;
    private boolean cited;

    /** Text behind a citation is no part of what was cited. */
    void text(String text, Consumer<SseEvent> into) {
        if (cited) {
            close(into);
        }
        openText(into);
        delta("text_delta", "text", text, into);
    }

    void citation(JsonObject citation, Consumer<SseEvent> into) {
        openText(into);
        cited = true;
        JsonWriter out = beginDelta("citations_delta", 256);
        endDelta(out.member("citation", citation), into);
    }

    void thinking(String text, Consumer<SseEvent> into) {
        openThinking(into);
        delta("thinking_delta", "thinking", text, into);
    }

    /** The proof of a thought ends it. */
    void signature(String signature, Consumer<SseEvent> into) {
        openThinking(into);
        if (!signature.isEmpty()) {
            delta("signature_delta", "signature", signature, into);
        }
        close(into);
    }

    void toolUse(String id, String name, @Nullable String signature, Consumer<SseEvent> into) {
        JsonWriter out = beginStart(256, into);
        ReplyBlocks.toolUseWithoutInput(out, id, name, signature);
        endStart(Kind.TOOL_USE, out, into);
    }

    void input(String piece, Consumer<SseEvent> into) {
        delta("input_json_delta", "partial_json", piece, into);
    }

    /** A block that is told at once; the input of a tool's call follows in a piece all the same. */
    void whole(Part part, Consumer<SseEvent> into) {
        JsonObject input = serverInput(part);
        JsonWriter out = beginStart(1024, into);
        if (input == null || !(part instanceof Part.Opaque call) || !(call.block() instanceof JsonObject block)) {
            BlockWriter.write(out, part);
            endStart(Kind.NONE, out, into);
        } else {
            out.value(block.with("input", JsonObject.EMPTY));
            endStart(Kind.NONE, out, into);
            input(input.toJson(), into);
        }
        stop(into);
    }

    void close(Consumer<SseEvent> into) {
        if (kind != Kind.NONE) {
            kind = Kind.NONE;
            cited = false;
            stop(into);
        }
    }

    private static @Nullable JsonObject serverInput(Part part) {
        JsonObject block = part instanceof Part.Opaque opaque && opaque.block() instanceof JsonObject object
                ? object
                : JsonObject.EMPTY;
        JsonObject input = block.object("input");
        return input == null || input.isEmpty() ? null : input;
    }

    private void openText(Consumer<SseEvent> into) {
        if (kind != Kind.TEXT) {
            JsonWriter out = beginStart(128, into);
            BlockWriter.text(out, new Part.Text(""));
            endStart(Kind.TEXT, out, into);
        }
    }

    private void openThinking(Consumer<SseEvent> into) {
        if (kind != Kind.THINKING) {
            JsonWriter out = beginStart(128, into);
            BlockWriter.thinking(out, "", "");
            endStart(Kind.THINKING, out, into);
        }
    }

    private JsonWriter beginStart(int expectedBytes, Consumer<SseEvent> into) {
        close(into);
        index++;
        return StreamEvents.begin(START, expectedBytes).member("index", index).name("content_block");
    }

    private void endStart(Kind opened, JsonWriter out, Consumer<SseEvent> into) {
        kind = opened;
        cited = false;
        StreamEvents.end(START, out, into);
    }

    private void delta(String type, String name, String value, Consumer<SseEvent> into) {
        endDelta(beginDelta(type, value.length() + 128).member(name, value), into);
    }

    private JsonWriter beginDelta(String type, int expectedBytes) {
        JsonWriter out = StreamEvents.begin(DELTA, expectedBytes).member("index", index);
        return out.name("delta").beginObject().member("type", type);
    }

    private static void endDelta(JsonWriter out, Consumer<SseEvent> into) {
        StreamEvents.end(DELTA, out.endObject(), into);
    }

    private void stop(Consumer<SseEvent> into) {
        StreamEvents.end(STOP, StreamEvents.begin(STOP, 64).member("index", index), into);
    }
}

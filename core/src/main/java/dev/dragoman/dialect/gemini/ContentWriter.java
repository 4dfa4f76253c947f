package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.PartKinds;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes {@code contents} and {@code systemInstruction}. Not thread-safe. */
final class ContentWriter {

    private static final int EXPECTED_BYTES = 8192;
    private static final String SOMETHING_TO_SAY = " ";

    private final Conversation conversation;
    private final CallBook calls = new CallBook();
    private final ModelTurnWriter modelTurns;
    private final ToolResultWriter results;
    private final PartWriter parts;
    private final Notes notes;

    ContentWriter(Conversation conversation, GeminiModel model, Notes notes) {
        this.conversation = conversation;
        this.notes = notes;
        this.parts = new PartWriter(new MediaWriter(model, notes), notes);
        this.modelTurns = new ModelTurnWriter(parts, calls, model);
        this.results = new ToolResultWriter(parts, calls);
    }

    boolean hasInstructions() {
        return conversation.instructions().stream()
                .anyMatch(part -> part instanceof Part.Text && Kinds.isWritten(part));
    }

    Slice instructions() {
        JsonWriter out = new JsonWriter(EXPECTED_BYTES).beginObject();
        out.name("parts").beginArray();
        for (Part part : conversation.instructions()) {
            if (part instanceof Part.Text) {
                parts.write(out, part);
            } else {
                notes.unsupported("messages[*].content[*]." + PartKinds.of(part));
            }
        }
        return out.endArray().endObject().toSlice();
    }

    Slice contents() {
        JsonWriter out = new JsonWriter(EXPECTED_BYTES).beginArray();
        for (Conversation.Turn turn : conversation.turns()) {
            out.beginObject().member("role", turn.byModel() ? "model" : "user");
            out.name("parts").beginArray();
            if (turn.byModel()) {
                modelTurns.write(out, turn.said());
            } else {
                userTurn(out, turn.said());
            }
            out.endArray().endObject();
        }
        return out.endArray().toSlice();
    }

    private void userTurn(JsonWriter out, List<Conversation.Said> said) {
        boolean userSpoke = false;
        boolean hasText = false;
        List<Conversation.Said> waiting = new ArrayList<>(said.size());
        for (Conversation.Said one : said) {
            if (one.message() instanceof Message.ToolResult) {
                waiting.add(one);
                continue;
            }
            flush(out, waiting);
            userSpoke = true;
            hasText |= user(out, one.message().parts());
        }
        flush(out, waiting);
        if (userSpoke && !hasText) {
            out.beginObject().member("text", SOMETHING_TO_SAY).endObject();
        }
    }

    /** Writes what the user says; tells whether there is text in it. */
    private boolean user(JsonWriter out, List<Part> said) {
        boolean hasText = false;
        for (Part part : said) {
            hasText |= part instanceof Part.Text text && !text.text().isEmpty();
            parts.write(out, part);
        }
        return hasText;
    }

    /** Writes results that were waiting, in the order of their calls. */
    private void flush(JsonWriter out, List<Conversation.Said> waiting) {
        waiting.sort(Comparator.comparingInt(one -> calls.number(CallId.parse(callId(one)))));
        for (Conversation.Said one : waiting) {
            results.write(out, (Message.ToolResult) one.message(), one.index());
        }
        waiting.clear();
    }

    private static String callId(Conversation.Said one) {
        return ((Message.ToolResult) one.message()).callId();
    }
}

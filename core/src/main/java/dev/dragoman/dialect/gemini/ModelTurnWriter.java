package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what the model said, and puts each signature back where it belongs. Not thread-safe. */
final class ModelTurnWriter {

    private final PartWriter parts;
    private final CallBook calls;
    private final GeminiModel model;
    private boolean firstCall;

    ModelTurnWriter(PartWriter parts, CallBook calls, GeminiModel model) {
        this.parts = parts;
        this.calls = calls;
        this.model = model;
    }

    void write(JsonWriter out, List<Conversation.Said> said) {
        firstCall = true;
        for (Conversation.Said one : said) {
            if (one.message() instanceof Message.Assistant turn) {
                turn(out, turn);
            }
        }
    }

    private void turn(JsonWriter out, Message.Assistant turn) {
        boolean own = !ForeignThoughts.in(turn);
        Deque<String> beside = new ArrayDeque<>(Signatures.beside(turn));
        List<Part> said = turn.parts();
        int signedText = beside.isEmpty() ? -1 : lastText(said);
        String ofText = signedText < 0 ? null : beside.poll();
        for (int i = 0; i < said.size(); i++) {
            if (i == signedText && said.get(i) instanceof Part.Text text) {
                parts.text(out, text.text(), ofText);
            } else {
                part(out, said, i, own, beside);
            }
        }
        if (!beside.isEmpty()) {
            parts.text(out, "", beside.poll());
        }
    }

    private void part(JsonWriter out, List<Part> said, int at, boolean own, Deque<String> beside) {
        switch (said.get(at)) {
            case Part.Thinking thought
            when own && !thought.text().isEmpty() -> parts.thought(out, thought.text(), thought.signature());
            case Part.ToolCall call -> call(out, call);
            case Part.Image image -> {
                String behind = signatureBehind(said, at);
                parts.image(out, image, behind == null ? beside.poll() : behind);
            }
            case Part.Text text when isSignatureOfImage(said, at) -> {
                // Written with the image.
            }
            case Part other -> parts.write(out, other);
        }
    }

    private void call(JsonWriter out, Part.ToolCall call) {
        calls.note(call);
        String signature = Signatures.of(call);
        boolean mustBeSigned = firstCall && model.isThirdGeneration();
        parts.call(out, call, signature == null && mustBeSigned ? Signatures.NONE_EXISTS : signature);
        firstCall = false;
    }

    private static int lastText(List<Part> said) {
        for (int i = said.size() - 1; i >= 0; i--) {
            if (said.get(i) instanceof Part.Text text && !text.text().isEmpty() && text.signature() == null) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSignatureOfImage(List<Part> said, int at) {
        return at > 0 && said.get(at - 1) instanceof Part.Image && signatureBehind(said, at - 1) != null;
    }

    /** The signature of an image stands in an empty text behind it, for images have no place for one. */
    private static @Nullable String signatureBehind(List<Part> said, int at) {
        boolean empty = at + 1 < said.size()
                && said.get(at + 1) instanceof Part.Text text
                && text.text().isEmpty();
        return empty ? ((Part.Text) said.get(at + 1)).signature() : null;
    }
}

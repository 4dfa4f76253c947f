package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.AnswerTool;
import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what is inside the blocks of one streamed answer. Text and thoughts begin unannounced. Not thread-safe. */
final class BlockEvents {

    private final Map<Long, OpenCall> calls = new HashMap<>();
    private int callCount;
    private boolean answered;
    private int textLength;
    private int textStart;
    private long textBlock = -1;

    /** A tool call that is being told; its number is -1 when it is the answer itself. */
    private static final class OpenCall {

        private final int number;
        private final String name;
        private final StringBuilder held = new StringBuilder();
        private boolean pieceSeen;

        OpenCall(int number, String name) {
            this.number = number;
            this.name = name;
        }

        boolean isAnswer() {
            return number < 0;
        }
    }

    /** Whether the answer was given by the tool for it, and no other tool is asked for. */
    boolean onlyAnswered() {
        return answered && callCount == 0;
    }

    void start(Field event, Consumer<ChatEvent> into) {
        Field start = event.member("start");
        Field call = start == null ? null : start.member("toolUse");
        if (call == null) {
            return;
        }
        String name = call.requiredString("name");
        if (AnswerTool.is(name)) {
            answered = true;
            calls.put(index(event), new OpenCall(-1, name));
            return;
        }
        int number = callCount++;
        calls.put(index(event), new OpenCall(number, name));
        into.accept(new ChatEvent.ToolCallStarted(0, number, call.requiredString("toolUseId"), name, false, null));
    }

    void delta(Field event, Consumer<ChatEvent> into) {
        Field delta = event.required("delta");
        String text = delta.string("text");
        Field input = delta.member("toolUse");
        Field thought = delta.member("reasoningContent");
        Field citation = delta.member("citation");
        Field image = delta.member("image");
        if (text != null) {
            text(index(event), text, into);
        } else if (input != null) {
            input(event, input.requiredString("input"), into);
        } else if (thought != null) {
            thought(thought, into);
        } else if (citation != null) {
            citation(citation.object(), into);
        } else if (image != null) {
            image(image, into);
        }
    }

    void stop(Field event, Consumer<ChatEvent> into) {
        OpenCall call = calls.remove(index(event));
        if (call == null) {
            return;
        }
        if (call.isAnswer()) {
            said(call.pieceSeen ? AnswerTool.answer(call.name, call.held.toString()) : "{}", into);
        } else if (!call.pieceSeen) {
            into.accept(new ChatEvent.ToolArguments(0, call.number, "{}"));
        }
    }

    private void text(long block, String text, Consumer<ChatEvent> into) {
        if (block != textBlock) {
            textBlock = block;
            textStart = textLength;
        }
        said(text, into);
    }

    private void said(String text, Consumer<ChatEvent> into) {
        if (!text.isEmpty()) {
            textLength += text.codePointCount(0, text.length());
            into.accept(new ChatEvent.Text(0, text));
        }
    }

    private void input(Field event, String piece, Consumer<ChatEvent> into) {
        OpenCall call = calls.get(index(event));
        if (call == null) {
            throw event.required("contentBlockIndex").wrong("the index of a call that has begun");
        }
        if (piece.isEmpty()) {
            return;
        }
        call.pieceSeen = true;
        if (call.isAnswer()) {
            answer(call, piece, into);
        } else {
            into.accept(new ChatEvent.ToolArguments(0, call.number, piece));
        }
    }

    /** An answer that is no object must be whole before it can be taken out of the one it was put into. */
    private void answer(OpenCall call, String piece, Consumer<ChatEvent> into) {
        if (AnswerTool.isWrapped(call.name)) {
            call.held.append(piece);
        } else {
            said(piece, into);
        }
    }

    private static void thought(Field thought, Consumer<ChatEvent> into) {
        String text = thought.string("text");
        String signature = thought.string("signature");
        String hidden = thought.string("redactedContent");
        if (text != null && !text.isEmpty()) {
            into.accept(new ChatEvent.Thinking(0, text));
        }
        if (signature != null && !signature.isEmpty()) {
            into.accept(new ChatEvent.ThinkingSignature(0, signature));
        }
        if (hidden != null) {
            into.accept(new ChatEvent.WholePart(0, new Part.RedactedThinking(hidden)));
        }
    }

    private void citation(JsonObject citation, Consumer<ChatEvent> into) {
        into.accept(new ChatEvent.Citation(0, citation));
        @Nullable JsonObject annotation = Annotations.annotation(citation, textStart, textLength);
        if (annotation != null) {
            into.accept(new ChatEvent.Annotation(0, annotation));
        }
    }

    private static void image(Field image, Consumer<ChatEvent> into) {
        Field source = image.member("source");
        String bytes = source == null ? null : source.string("bytes");
        if (bytes != null) {
            into.accept(
                    new ChatEvent.WholePart(0, new Part.Image(new MediaSource.Base64("image/png", bytes), null, null)));
        }
    }

    private static long index(Field event) {
        Long index = event.integer("contentBlockIndex");
        return index == null ? 0 : index;
    }
}

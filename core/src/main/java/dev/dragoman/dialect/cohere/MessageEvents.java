package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is inside the message of one streamed answer. A plan is told once it is whole, and citations behind the text that
 * they cite, for they may come in the middle of it. Not thread-safe.
 */
final class MessageEvents {

    private final Map<Long, OpenCall> calls = new HashMap<>();
    private final Map<Long, Integer> textStarts = new HashMap<>(2);
    private final StringBuilder plan = new StringBuilder();
    private final List<JsonObject> held = new ArrayList<>(0);
    private final List<JsonValue> besideText = new ArrayList<>(0);
    private int textLength;
    private boolean inText;
    private boolean thoughtHeard;

    /** A tool call that is being told. */
    private static final class OpenCall {

        private final int number;
        private boolean pieceSeen;

        OpenCall(int number) {
            this.number = number;
        }
    }

    /** Whether nothing was said so far. */
    boolean isEmpty() {
        return textStarts.isEmpty() && !thoughtHeard && calls.isEmpty() && plan.isEmpty();
    }

    void content(Field event, Consumer<ChatEvent> into) {
        tellPlan(into);
        Field content = event.required("delta").required("message").required("content");
        String thought = content.string("thinking");
        String text = content.string("text");
        if (thought != null && !thought.isEmpty()) {
            contentEnd(into);
            thoughtHeard = true;
            into.accept(new ChatEvent.Thinking(0, thought));
        }
        if (text != null && !text.isEmpty()) {
            text(index(event), text, into);
        }
        Field logprobs = event.member("logprobs");
        if (logprobs != null) {
            into.accept(new ChatEvent.Logprobs(0, Logprobs.one(logprobs)));
        }
    }

    private void text(long block, String text, Consumer<ChatEvent> into) {
        textStarts.putIfAbsent(block, textLength);
        textLength += Citations.length(text);
        inText = true;
        into.accept(new ChatEvent.Text(0, text));
    }

    void contentEnd(Consumer<ChatEvent> into) {
        inText = false;
        held.forEach(citation -> tell(citation, into));
        held.clear();
    }

    void citation(Field event, Consumer<ChatEvent> into) {
        tellPlan(into);
        Field told = event.required("delta").required("message").required(Citations.MEMBER);
        JsonObject citation = told.object();
        if (inText) {
            held.add(citation);
        } else {
            tell(citation, into);
        }
    }

    private void tell(JsonObject citation, Consumer<ChatEvent> into) {
        Long block = Citations.block(citation);
        Integer start = block == null && !textStarts.isEmpty() ? Integer.valueOf(0) : textStarts.get(block);
        if (start == null || !Citations.isOfText(citation)) {
            besideText.add(citation);
            return;
        }
        into.accept(new ChatEvent.Citation(0, citation));
        for (JsonObject annotation : Citations.annotations(citation, start)) {
            into.accept(new ChatEvent.Annotation(0, annotation));
        }
    }

    void plan(Field event) {
        String piece = event.required("delta").required("message").string(MessageWriter.TOOL_PLAN);
        plan.append(piece == null ? "" : piece);
    }

    private void tellPlan(Consumer<ChatEvent> into) {
        if (!plan.isEmpty()) {
            extras(MessageWriter.TOOL_PLAN, new JsonString(plan.toString()), into);
            plan.setLength(0);
        }
    }

    void callStart(Field event, Consumer<ChatEvent> into) {
        tellPlan(into);
        contentEnd(into);
        Field call = call(event);
        Field function = call.required("function");
        OpenCall open = new OpenCall(calls.size());
        calls.put(index(event), open);
        into.accept(new ChatEvent.ToolCallStarted(
                0, open.number, call.requiredString("id"), function.requiredString("name"), false, null));
        arguments(open, function.string("arguments"), into);
    }

    void callDelta(Field event, Consumer<ChatEvent> into) {
        arguments(open(event), call(event).required("function").string("arguments"), into);
    }

    /** A call without arguments has an empty object of them. */
    void callEnd(Field event, Consumer<ChatEvent> into) {
        OpenCall open = open(event);
        if (!open.pieceSeen) {
            arguments(open, "{}", into);
        }
    }

    private OpenCall open(Field event) {
        OpenCall open = calls.get(index(event));
        if (open == null) {
            throw event.required("index").wrong("the index of a call that has begun");
        }
        return open;
    }

    private static Field call(Field event) {
        return event.required("delta").required("message").required("tool_calls");
    }

    private static void arguments(OpenCall call, @Nullable String piece, Consumer<ChatEvent> into) {
        if (piece != null && !piece.isEmpty()) {
            call.pieceSeen = true;
            into.accept(new ChatEvent.ToolArguments(0, call.number, piece));
        }
    }

    /** Nothing more follows. */
    void end(Consumer<ChatEvent> into) {
        tellPlan(into);
        contentEnd(into);
        if (!besideText.isEmpty()) {
            extras(Citations.BESIDE_TEXT, new JsonArray(besideText), into);
        }
    }

    private static void extras(String name, JsonValue value, Consumer<ChatEvent> into) {
        into.accept(new ChatEvent.Extras(0, JsonObject.of(name, value)));
    }

    private static long index(Field event) {
        Long index = event.integer("index");
        return index == null ? 0 : index;
    }
}

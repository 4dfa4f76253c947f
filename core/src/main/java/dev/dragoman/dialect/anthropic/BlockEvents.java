package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.AnswerTool;
import dev.dragoman.dialect.Field;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads what is inside the blocks of one streamed answer; one block is open at a time. Not thread-safe. */
final class BlockEvents {

    /** What the open block is. */
    private enum Kind {
        NONE,
        TEXT,
        THINKING,
        CALL,
        ANSWER,
        WRAPPED_ANSWER,
        WHOLE
    }

    private final StringBuilder pieces = new StringBuilder();
    private final List<JsonObject> citations = new ArrayList<>();
    private Kind kind = Kind.NONE;
    private JsonObject whole = JsonObject.EMPTY;
    private JsonObject lists = JsonObject.EMPTY;
    private boolean pieceSeen;
    private int calls;
    private int answers;
    private int textLength;
    private int textStart;

    /** Whether the answer was given by the tool for it, and no other tool is asked for. */
    boolean onlyAnswered() {
        return answers > 0 && calls == 0;
    }

    void start(Field block, Consumer<ChatEvent> into) {
        pieceSeen = false;
        pieces.setLength(0);
        switch (block.requiredString("type")) {
            case "text" -> text(block, into);
            case "thinking" -> thinking(block, into);
            case "redacted_thinking" -> {
                kind = Kind.NONE;
                into.accept(new ChatEvent.WholePart(0, new Part.RedactedThinking(block.requiredString("data"))));
            }
            case "tool_use" -> toolUse(block, into);
            default -> {
                kind = Kind.WHOLE;
                whole = block.object();
            }
        }
    }

    void delta(Field delta, Consumer<ChatEvent> into) {
        switch (delta.requiredString("type")) {
            case "text_delta" -> said(delta.requiredString("text"), into);
            case "thinking_delta" -> thought(delta.requiredString("thinking"), into);
            case "signature_delta" -> signature(delta.requiredString("signature"), into);
            case "input_json_delta" -> input(delta.requiredString("partial_json"), into);
            case "citations_delta" -> citations.add(delta.required("citation").object());
            case "compaction_delta" -> compaction(delta);
            default -> {
                // Kinds that are younger than this reader: the vendor announces to add some.
            }
        }
    }

    void stop(Consumer<ChatEvent> into) {
        switch (kind) {
            case CALL -> {
                if (!pieceSeen) {
                    into.accept(new ChatEvent.ToolArguments(0, calls - 1, "{}"));
                }
            }
            case ANSWER -> {
                if (!pieceSeen) {
                    said("{}", into);
                }
            }
            case WRAPPED_ANSWER -> said(AnswerTool.answer(AnswerTool.WRAPPED_NAME, pieces.toString()), into);
            case WHOLE -> whole(into);
            case TEXT -> citations(into);
            case NONE, THINKING -> {
                // Nothing was held back.
            }
        }
        kind = Kind.NONE;
    }

    private void text(Field block, Consumer<ChatEvent> into) {
        kind = Kind.TEXT;
        textStart = textLength;
        said(block.requiredString("text"), into);
        citations.addAll(Citations.read(block));
    }

    private void thinking(Field block, Consumer<ChatEvent> into) {
        kind = Kind.THINKING;
        thought(block.requiredString("thinking"), into);
        String signature = block.string("signature");
        signature(signature == null ? "" : signature, into);
    }

    private void toolUse(Field block, Consumer<ChatEvent> into) {
        String name = block.requiredString("name");
        if (AnswerTool.is(name)) {
            answers++;
            kind = AnswerTool.isWrapped(name) ? Kind.WRAPPED_ANSWER : Kind.ANSWER;
        } else {
            kind = Kind.CALL;
            CallId id = CallId.read(block.requiredString("id"));
            String own = BlockReader.ownMembers(block.object());
            String signature = own == null ? id.signature() : own;
            into.accept(new ChatEvent.ToolCallStarted(0, calls++, id.id(), name, false, signature));
        }
        Field input = block.member("input");
        if (input != null && !input.object().isEmpty()) {
            input(ToolInput.read(input.object()), into);
        }
    }

    private void said(String text, Consumer<ChatEvent> into) {
        if (!text.isEmpty()) {
            textLength += text.codePointCount(0, text.length());
            into.accept(new ChatEvent.Text(0, text));
        }
    }

    private static void thought(String text, Consumer<ChatEvent> into) {
        if (!text.isEmpty()) {
            into.accept(new ChatEvent.Thinking(0, text));
        }
    }

    private static void signature(String signature, Consumer<ChatEvent> into) {
        if (!signature.isEmpty()) {
            into.accept(new ChatEvent.ThinkingSignature(0, signature));
        }
    }

    private void input(String piece, Consumer<ChatEvent> into) {
        if (piece.isEmpty()) {
            return;
        }
        pieceSeen = true;
        switch (kind) {
            case CALL -> into.accept(new ChatEvent.ToolArguments(0, calls - 1, piece));
            case ANSWER -> said(piece, into);
            default -> pieces.append(piece);
        }
    }

    /** Citations may come before their text, but are told behind it. */
    private void citations(Consumer<ChatEvent> into) {
        if (textLength > textStart) {
            citations.forEach(citation -> citation(citation, into));
        }
        citations.clear();
    }

    private void citation(JsonObject citation, Consumer<ChatEvent> into) {
        into.accept(new ChatEvent.Citation(0, citation));
        JsonObject annotation = Citations.annotation(citation, textStart, textLength);
        if (annotation != null) {
            into.accept(new ChatEvent.Annotation(0, annotation));
        }
    }

    private void compaction(Field delta) {
        String before = whole.string("content");
        String piece = delta.string("content");
        delta.object().without("type", "content").forEach((name, value) -> whole = whole.with(name, value));
        if (piece != null) {
            whole = whole.with("content", new JsonString(before == null ? piece : before + piece));
        }
    }

    private void whole(Consumer<ChatEvent> into) {
        JsonObject block = pieces.isEmpty() ? whole : whole.with("input", parsed(pieces.toString()));
        into.accept(new ChatEvent.WholePart(0, new Part.Opaque(AnthropicDialect.NAME, block)));
        String list = VendorBlocks.list(block);
        if (list != null) {
            lists = AnthropicReplyReader.listed(lists, block);
            into.accept(new ChatEvent.Extras(0, JsonObject.of(list, Objects.requireNonNull(lists.get(list)))));
        }
    }

    /** An input that was cut off is kept as the text it is. */
    private static JsonValue parsed(String input) {
        try {
            return Json.parse(input);
        } catch (JsonSyntaxException cutOff) {
            return new JsonString(input);
        }
    }
}

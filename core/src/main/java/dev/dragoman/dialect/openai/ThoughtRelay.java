package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.openai.ThinkTags.Split;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.KeyWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts reasoning where LiteLLM's clients look for it, in {@code reasoning_content}, while an answer of a compatible server is
 * relayed: such servers call it {@code reasoning}, or leave it in the text between tags. Once a choice's text has begun
 * without a thought, its pieces are not looked at any more.
 */
final class ThoughtRelay {

    private static final String REASONING = "reasoning";
    private static final String TOLD = "reasoning_content";
    private static final String CONTENT = "content";

    /** What an answer must be scanned for. */
    static final KeyWatch WATCH = KeyWatch.of(REASONING);

    private final String member;
    private final boolean whole;
    private final Map<Integer, ThinkTagReader> readers = new TreeMap<>();
    private @Nullable JsonBody last;

    private ThoughtRelay(String member, boolean whole) {
        this.member = member;
        this.whole = whole;
    }

    /** For the chunks of one streamed answer. */
    static ThoughtRelay ofStream() {
        return new ThoughtRelay("delta", false);
    }

    /** For one whole answer. */
    static ThoughtRelay ofReply() {
        return new ThoughtRelay("message", true);
    }

    /** The answer or chunk with the reasoning of these choices in its place; the same one when there is none. */
    JsonBody relay(JsonBody answer, List<JsonBody> choices) {
        boolean named = answer.mentions(REASONING);
        last = answer;
        List<JsonBody> told = new ArrayList<>(choices.size());
        boolean changed = false;
        for (JsonBody choice : choices) {
            JsonBody one = choice(choice, named);
            changed |= one != choice;
            told.add(one);
        }
        return changed ? answer.with("choices", Choices.list(told)) : answer;
    }

    /** A last chunk with what was held back; null when nothing was. */
    @Nullable
    JsonBody rest() {
        List<JsonBody> told = new ArrayList<>(0);
        readers.forEach((index, reader) -> {
            Split split = reader.end();
            if (!split.equals(Split.NOTHING)) {
                JsonBody piece = put(JsonBody.of(JsonObject.EMPTY), split);
                told.add(JsonBody.of(JsonObject.of("index", JsonNumber.of(index)))
                        .with(member, bytes(piece))
                        .with("finish_reason", JsonNull.NULL));
            }
        });
        JsonBody frame = last;
        return told.isEmpty() || frame == null ? null : frame.without("usage").with("choices", Choices.list(told));
    }

    private JsonBody choice(JsonBody choice, boolean named) {
        ThinkTagReader reader = readers.computeIfAbsent(Choices.index(choice), any -> new ThinkTagReader());
        if (!named && reader.settled()) {
            return choice;
        }
        try {
            JsonBody piece = piece(choice.raw(member));
            JsonBody told = untagged(renamed(piece), reader, whole || choice.string("finish_reason") != null);
            return told == piece ? choice : choice.with(member, bytes(told));
        } catch (JsonSyntaxException duplicate) {
            // Only names given twice get here; the client is the judge of them.
            return choice;
        }
    }

    private static JsonBody piece(@Nullable Slice raw) {
        return raw == null || raw.array()[raw.offset()] != '{'
                ? JsonBody.of(JsonObject.EMPTY)
                : JsonBody.parse(raw, KeyWatch.NONE);
    }

    private JsonBody renamed(JsonBody piece) {
        String thought = piece.string(REASONING);
        if (thought == null || !piece.isNull(TOLD)) {
            return piece;
        }
        JsonValue words = new JsonString(thought);
        JsonBody told = piece.without(REASONING).with(TOLD, words);
        return whole ? told.with(VendorFields.NAME, vendorFields(piece).with(REASONING, words)) : told;
    }

    private static JsonObject vendorFields(JsonBody piece) {
        return piece.value(VendorFields.NAME) instanceof JsonObject fields ? fields : JsonObject.EMPTY;
    }

    /** A server that tells thoughts by themselves leaves none in the text, and none follows what is no text. */
    private static JsonBody untagged(JsonBody piece, ThinkTagReader reader, boolean end) {
        if (reader.settled()) {
            return piece;
        }
        String thought = piece.string(TOLD);
        Split split = thought == null || thought.isEmpty() ? Split.NOTHING : reader.end();
        String text = piece.string(CONTENT);
        split = text == null ? split : split.plus(reader.read(text));
        split = end || isOther(piece, text) ? split.plus(reader.end()) : split;
        boolean same = split.thought().isEmpty() && split.answer().equals(text == null ? "" : text);
        return same ? piece : put(piece, split);
    }

    private static boolean isOther(JsonBody piece, @Nullable String text) {
        return text == null && !piece.isNull(CONTENT)
                || isFilled(piece.raw("tool_calls"))
                || !piece.isNull("function_call");
    }

    private static boolean isFilled(@Nullable Slice list) {
        return list != null && list.length() > 2 && list.array()[list.offset()] == '[';
    }

    private static JsonBody put(JsonBody piece, Split split) {
        JsonBody told = piece.with(CONTENT, split.answer().isEmpty() ? JsonNull.NULL : new JsonString(split.answer()));
        String before = piece.string(TOLD);
        String thought = before == null ? split.thought() : split.thought() + before;
        return thought.isEmpty() ? told : told.with(TOLD, new JsonString(thought));
    }

    private static Slice bytes(JsonBody body) {
        return Slice.of(body.toBody().toBytes());
    }
}

package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.ThinkTagReader;
import dev.dragoman.dialect.ThinkTags.Split;
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
 * Puts what a compatible server tells in its own way where LiteLLM's clients look for it, while its answer is relayed: reasoning
 * that it calls {@code reasoning}, or leaves in the text between tags, becomes {@code reasoning_content}, and reasons to stop
 * become OpenAI's. Once a choice's text has begun without a thought, its pieces are not looked at any more.
 */
final class CompatibleRelay implements Reshaping {

    private static final String REASONING = "reasoning";
    private static final String TOLD = "reasoning_content";
    private static final String CONTENT = "content";
    private static final String CALLS = "tool_calls";
    private static final String FINISH = "finish_reason";

    private static final KeyWatch WATCH = KeyWatch.builder()
            .beginning(REASONING, '"')
            .beginning(CALLS, '[')
            .textBeginning(CONTENT, "<", " ", "\\")
            .otherText(FINISH, "stop", "length")
            .build();

    private final String member;
    private final boolean whole;
    private final FinishRelay finishes;
    private final Map<Integer, ThinkTagReader> readers = new TreeMap<>();
    private @Nullable JsonBody last;

    private CompatibleRelay(String member, boolean whole) {
        this.member = member;
        this.whole = whole;
        this.finishes = new FinishRelay(member);
    }

    /** For the chunks of one streamed answer. */
    static CompatibleRelay ofStream() {
        return new CompatibleRelay("delta", false);
    }

    /** For one whole answer. */
    static CompatibleRelay ofReply() {
        return new CompatibleRelay("message", true);
    }

    /**
     * Whether a whole answer that was scanned for it surely has nothing to be put elsewhere: no reasoning by itself, no text that
     * begins with a tag, or with space or an escape that a tag may follow, no calls, and no unusual reason to stop.
     */
    @Override
    public boolean isIdle(JsonBody reply) {
        return !reply.mentionsAny(Choices.NAME);
    }

    @Override
    public KeyWatch watch() {
        return WATCH;
    }

    /** The answer or chunk with the reasoning of these choices in its place; the same one when there is none. */
    @Override
    public JsonBody relay(JsonBody answer, List<JsonBody> choices) {
        boolean named = answer.mentions(Choices.NAME, REASONING);
        boolean calls = answer.mentions(Choices.NAME, CALLS);
        last = answer;
        List<JsonBody> told = new ArrayList<>(choices.size());
        boolean changed = false;
        for (JsonBody choice : choices) {
            JsonBody one = choice(choice, named, calls);
            changed |= one != choice;
            told.add(one);
        }
        return changed ? answer.with(Choices.NAME, Choices.list(told)) : answer;
    }

    @Override
    public List<JsonBody> rest() {
        List<JsonBody> told = new ArrayList<>(0);
        readers.forEach((index, reader) -> {
            Split split = reader.end();
            if (!split.equals(Split.NOTHING)) {
                JsonBody piece = put(JsonBody.of(JsonObject.EMPTY), split);
                told.add(JsonBody.of(JsonObject.of("index", JsonNumber.of(index)))
                        .with(member, bytes(piece))
                        .with(FINISH, JsonNull.NULL));
            }
        });
        JsonBody frame = last;
        return told.isEmpty() || frame == null
                ? List.of()
                : List.of(frame.without("usage").with(Choices.NAME, Choices.list(told)));
    }

    private JsonBody choice(JsonBody choice, boolean named, boolean calls) {
        try {
            return finishes.relay(thought(choice, named), calls);
        } catch (JsonSyntaxException duplicate) {
            // Only names given twice get here; the client is the judge of them.
            return choice;
        }
    }

    private JsonBody thought(JsonBody choice, boolean named) {
        ThinkTagReader reader = readers.computeIfAbsent(Choices.index(choice), any -> new ThinkTagReader());
        if (!named && reader.settled()) {
            return choice;
        }
        JsonBody piece = piece(choice.raw(member));
        JsonBody told = untagged(renamed(piece), reader, whole || choice.string(FINISH) != null);
        return told == piece ? choice : choice.with(member, bytes(told));
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
        return text == null && !piece.isNull(CONTENT) || FinishRelay.hasCalls(piece) || !piece.isNull("function_call");
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

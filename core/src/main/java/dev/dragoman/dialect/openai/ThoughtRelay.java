package dev.dragoman.dialect.openai;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the thoughts of a relayed answer inside its text, for clients that look nowhere else. */
final class ThoughtRelay implements Reshaping {

    private static final String REASONING = "reasoning_content";
    private static final String CONTENT = "content";
    private static final String FINISH = "finish_reason";

    private final String member;
    private final boolean whole;
    private final ThoughtsInText thoughts = new ThoughtsInText();
    private JsonBody last = JsonBody.of(JsonObject.EMPTY);

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

    @Override
    public KeyWatch watch() {
        return KeyWatch.NONE;
    }

    @Override
    public JsonBody relay(JsonBody answer, List<JsonBody> choices) {
        last = answer;
        List<JsonBody> told = new ArrayList<>(choices.size());
        boolean changed = false;
        for (JsonBody choice : choices) {
            JsonBody one = choice(choice);
            changed |= one != choice;
            told.add(one);
        }
        return changed ? answer.with(Choices.NAME, Choices.list(told)) : answer;
    }

    @Override
    public List<JsonBody> rest() {
        List<JsonBody> told = new ArrayList<>(0);
        for (int index : thoughts.thinking()) {
            told.add(JsonBody.of(JsonObject.of("index", JsonNumber.of(index)))
                    .with(member, JsonObject.of(CONTENT, new JsonString(thoughts.closing(index))))
                    .with(FINISH, JsonNull.NULL));
        }
        return told.isEmpty() ? List.of() : List.of(last.without("usage").with(Choices.NAME, Choices.list(told)));
    }

    private JsonBody choice(JsonBody choice) {
        JsonBody piece = piece(choice.raw(member));
        String thought = piece.string(REASONING);
        String said = piece.string(CONTENT);
        int index = Choices.index(choice);
        StringBuilder text = new StringBuilder(thoughts.thought(index, thought == null ? "" : thought));
        text.append(thoughts.said(index, said == null ? "" : said));
        if (whole || choice.string(FINISH) != null || isOther(piece)) {
            text.append(thoughts.closing(index));
        }
        JsonBody told = piece.without(REASONING);
        boolean same = text.toString().equals(said == null ? "" : said);
        if (same && told == piece) {
            return choice;
        }
        JsonBody shown = same ? told : told.with(CONTENT, new JsonString(text.toString()));
        return choice.with(member, Slice.of(shown.toBody().toBytes()));
    }

    private static JsonBody piece(@Nullable Slice raw) {
        try {
            return raw == null || raw.array()[raw.offset()] != '{'
                    ? JsonBody.of(JsonObject.EMPTY)
                    : JsonBody.parse(raw, KeyWatch.NONE);
        } catch (JsonSyntaxException duplicate) {
            // Only names given twice get here; the client is the judge of them.
            return JsonBody.of(JsonObject.EMPTY);
        }
    }

    /** Whether the piece tells what no thought goes on behind. */
    private static boolean isOther(JsonBody piece) {
        return FinishRelay.hasCalls(piece)
                || !piece.isNull("function_call")
                || !piece.isNull("refusal")
                || !piece.isNull("audio");
    }
}

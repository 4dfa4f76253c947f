package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.AnswerPieces;
import dev.dragoman.dialect.AnswerTool;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.KeyWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns calls of the {@link AnswerTool} back into the answer, while the vendor's answer is relayed. */
final class AnswerRelay implements Reshaping {

    private static final String CALLS = "tool_calls";
    private static final String CONTENT = "content";
    private static final String FINISH = "finish_reason";
    private static final KeyWatch WATCH =
            KeyWatch.builder().beginning(CALLS, '[').build();

    private final String member;
    private final Map<Integer, Told> told = new HashMap<>(2);

    private AnswerRelay(String member) {
        this.member = member;
    }

    /** For the chunks of one streamed answer. */
    static AnswerRelay ofStream() {
        return new AnswerRelay("delta");
    }

    /** For one whole answer. */
    static AnswerRelay ofReply() {
        return new AnswerRelay("message");
    }

    /** What one choice has called: answers by their number, and other tools. */
    private static final class Told {

        private final Map<Long, AnswerPieces> answers = new HashMap<>(2);
        private final Map<Long, Long> others = new HashMap<>(0);
    }

    @Override
    public KeyWatch watch() {
        return WATCH;
    }

    @Override
    public boolean isIdle(JsonBody reply) {
        return !reply.mentionsAny(Choices.NAME);
    }

    @Override
    public JsonBody relay(JsonBody answer, List<JsonBody> choices) {
        boolean calls = answer.mentions(Choices.NAME, CALLS);
        if (!calls && told.isEmpty()) {
            return answer;
        }
        List<JsonBody> relayed = new ArrayList<>(choices.size());
        for (JsonBody choice : choices) {
            relayed.add(choice(choice));
        }
        return answer.with(Choices.NAME, Choices.list(relayed));
    }

    private JsonBody choice(JsonBody choice) {
        JsonObject piece = piece(choice);
        JsonArray calls = piece.array(CALLS);
        int index = Choices.index(choice);
        Told said = calls == null ? told.get(index) : told.computeIfAbsent(index, any -> new Told());
        if (said == null) {
            return choice;
        }
        StringBuilder answer = new StringBuilder();
        List<JsonValue> others = others(calls == null ? JsonArray.EMPTY : calls, said, answer);
        boolean end = !choice.isNull(FINISH);
        if (end) {
            said.answers.values().forEach(pieces -> answer.append(pieces.rest()));
        }
        boolean onlyAnswered = end && said.others.isEmpty();
        return said.answers.isEmpty() ? choice : told(choice, piece, others, answer.toString(), onlyAnswered);
    }

    /** The calls of other tools, numbered as if there were no answers among them; adds what the answers say. */
    private static List<JsonValue> others(JsonArray calls, Told said, StringBuilder answer) {
        List<JsonValue> others = new ArrayList<>(0);
        for (int i = 0; i < calls.size(); i++) {
            JsonObject call = calls.items().get(i) instanceof JsonObject object ? object : JsonObject.EMPTY;
            Long numbered = call.integer("index");
            long number = numbered == null ? i : numbered;
            if (!isAnswer(call, number, said, answer)) {
                long place = said.others.computeIfAbsent(number, any -> (long) said.others.size());
                others.add(numbered == null ? call : call.with("index", JsonNumber.of(place)));
            }
        }
        return others;
    }

    private JsonObject piece(JsonBody choice) {
        try {
            return choice.value(member) instanceof JsonObject piece ? piece : JsonObject.EMPTY;
        } catch (JsonSyntaxException duplicate) {
            // Only names given twice get here; the client is the judge of them.
            return JsonObject.EMPTY;
        }
    }

    /** Whether the call is an answer; if so, adds what it says. */
    private static boolean isAnswer(JsonObject call, long number, Told said, StringBuilder answer) {
        JsonObject function = call.object("function");
        String name = function == null ? null : function.string("name");
        if (name != null && AnswerTool.is(name)) {
            said.answers.putIfAbsent(number, new AnswerPieces(name));
        }
        AnswerPieces pieces = said.answers.get(number);
        String arguments = function == null ? null : function.string("arguments");
        if (pieces != null && arguments != null) {
            answer.append(pieces.add(arguments));
        }
        return pieces != null;
    }

    /** The choice with the answer in the place of the calls; a text beside them in the same piece gives way to it. */
    private JsonBody told(
            JsonBody choice, JsonObject piece, List<JsonValue> others, String answer, boolean onlyAnswered) {
        JsonObject.Builder relayed = piece.without(CALLS).toBuilder();
        if (!others.isEmpty()) {
            relayed.put(CALLS, new JsonArray(others));
        }
        if (!answer.isEmpty() || piece.has(CALLS)) {
            relayed.put(CONTENT, new JsonString(answer));
        }
        JsonBody changed = choice.with(member, relayed.build());
        return onlyAnswered && CALLS.equals(choice.string(FINISH))
                ? changed.with(FINISH, new JsonString("stop"))
                : changed;
    }
}

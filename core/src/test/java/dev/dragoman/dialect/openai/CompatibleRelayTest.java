package dev.dragoman.dialect.openai;

import static dev.dragoman.dialect.openai.OpenAi.COMPATIBLE;
import static dev.dragoman.dialect.openai.OpenAi.DIALECT;
import static dev.dragoman.dialect.openai.OpenAi.FRAME;
import static dev.dragoman.dialect.openai.OpenAi.WITHOUT_USAGE;
import static dev.dragoman.dialect.openai.OpenAi.at;
import static dev.dragoman.dialect.openai.OpenAi.bytes;
import static dev.dragoman.dialect.openai.OpenAi.delta;
import static dev.dragoman.dialect.openai.OpenAi.finish;
import static dev.dragoman.dialect.openai.OpenAi.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompatibleRelayTest {

    /** What a client has heard of one choice. */
    private record Heard(String thought, String answer) {}

    @Test
    void aWholeAnswersReasoningIsFoundUnderItsUsualName() {
        JsonObject message = message("{'role':'assistant','reasoning':'hm','content':'Hi'}");

        assertThat(message)
                .isEqualTo(object("{'role':'assistant','content':'Hi','reasoning_content':'hm',"
                        + "'provider_specific_fields':{'reasoning':'hm'}}"));
    }

    @Test
    void whatElseTheVendorToldOfItsOwnIsKept() {
        JsonObject message = message("{'content':'Hi','reasoning':'hm','reasoning_content':null,"
                + "'reasoning_details':[{'text':'hm'}],'provider_specific_fields':{'x':1}}");

        assertThat(message)
                .isEqualTo(object("{'content':'Hi','reasoning_content':'hm','reasoning_details':[{'text':'hm'}],"
                        + "'provider_specific_fields':{'x':1,'reasoning':'hm'}}"));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("<think>hm</think>Hi", "hm", "Hi"),
                Arguments.of("<think>\nhm\n</think>\n\nHi ", "\nhm\n", "\n\nHi "),
                Arguments.of("\n<thinking>hm</thinking>Hi", "hm", "Hi"),
                Arguments.of("<budget:thinking>hm</budget:thinking>Hi", "hm", "Hi"),
                Arguments.of("<think>a < b </thin> c</think>Hi", "a < b </thin> c", "Hi"),
                Arguments.of("<think>a</think>b<think>c</think>", "a", "b<think>c</think>"),
                Arguments.of("<think>Grüezi 🏔</think>Grüezi 🏔", "Grüezi 🏔", "Grüezi 🏔"),
                Arguments.of("<think>never closed </thi", "never closed </thi", ""),
                Arguments.of("<think></think>Hi", "", "Hi"),
                Arguments.of("<think>only thought</think>", "only thought", ""),
                Arguments.of("Hi <think>hm</think>", "", "Hi <think>hm</think>"),
                Arguments.of("<thinker>hm</thinker>", "", "<thinker>hm</thinker>"),
                Arguments.of("<thi", "", "<thi"),
                Arguments.of(" \n ", "", " \n "),
                Arguments.of("plain", "", "plain"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void thoughtsBetweenTagsAreCutOutOfAWholeText(String text, String thought, String answer) {
        JsonObject told = message(content(text));

        assertThat(told.string("reasoning_content")).isEqualTo(thought.isEmpty() ? null : thought);
        assertThat(told.string("content")).isEqualTo(answer.isEmpty() ? null : answer);
        assertThat(told.has("content")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void thoughtsBetweenTagsAreCutOutOfAStreamHoweverItIsCut(String text, String thought, String answer) {
        for (int length = 1; length <= text.length(); length++) {
            List<String> chunks = pieces(0, text, length);
            chunks.add(finish("stop"));

            assertThat(heard(chunks).get(0)).as("in pieces of %s", length).isEqualTo(new Heard(thought, answer));
        }
    }

    @Test
    void escapedTagsAreTags() {
        String chunk = delta("{'content':'\\u003cthink\\u003ehm\\u003c/think\\u003eHi'}");

        assertThat(heard(List.of(chunk)).get(0)).isEqualTo(new Heard("hm", "Hi"));
    }

    @Test
    void everyAnswerOfSeveralHasItsOwnThought() {
        List<String> chunks = new ArrayList<>();
        List<String> first = pieces(0, "<think>one</think>first", 3);
        List<String> second = pieces(1, "second <think>", 3);
        for (int i = 0; i < first.size(); i++) {
            chunks.add(first.get(i));
            if (i < second.size()) {
                chunks.add(second.get(i));
            }
        }

        assertThat(heard(chunks)).isEqualTo(Map.of(0, new Heard("one", "first"), 1, new Heard("", "second <think>")));
    }

    @Test
    void severalAnswersInOneChunkAreEachLookedAt() {
        String chunk = "{'id':'c','choices':[{'index':0,'delta':{'content':'<think>a</think>b'}},"
                + "{'index':1,'delta':{'reasoning':'c'}},{'index':2,'delta':{'content':'d'}}]}";

        assertThat(heard(List.of(chunk)))
                .isEqualTo(Map.of(0, new Heard("a", "b"), 1, new Heard("c", ""), 2, new Heard("", "d")));
    }

    @Test
    void aStreamsReasoningIsFoundUnderItsUsualName() {
        List<String> sent = relayed(List.of(delta("{'role':'assistant','reasoning':'hm'}"), delta("{'content':'Hi'}")));

        assertThat(sent)
                .containsExactly(
                        told("{'role':'assistant','reasoning_content':'hm'}"), told("{'content':'Hi'}"), "[DONE]");
    }

    @Test
    void whoTellsThoughtsByThemselvesLeavesNoneInTheText() {
        List<String> chunks =
                List.of(delta("{'reasoning_content':'hm','content':null}"), delta("{'content':'<think>x</think>'}"));

        assertThat(heard(chunks).get(0)).isEqualTo(new Heard("hm", "<think>x</think>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tool_calls':[{'index':0,'id':'c','type':'function','function':{'name':'f','arguments':''}}]}",
                "{'function_call':{'name':'f','arguments':''}}"
            })
    void whatWasHeldBackComesBeforeACall(String call) {
        List<String> sent = relayed(List.of(delta("{'content':' <thi'}"), delta(call)));

        assertThat(at(Json.parse(sent.get(1)), "choices", 0, "delta"))
                .isEqualTo(object(call).with("content", new JsonString(" <thi")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "length"})
    void whatWasHeldBackComesWithTheReasonToStop(String reason) {
        List<String> sent = relayed(List.of(delta("{'content':'<thi'}"), finish(reason)));

        assertThat(at(Json.parse(sent.get(1)), "choices", 0))
                .isEqualTo(object("{'index':0,'delta':{'content':'<thi'},'finish_reason':'" + reason + "'}"));
    }

    @Test
    void whatWasHeldBackComesBeforeTheEnd() {
        List<String> sent = relayed(List.of(delta("{'content':'<thi'}")));

        assertThat(sent).hasSize(3).last().isEqualTo("[DONE]");
        assertThat(Json.parse(sent.get(1)))
                .isEqualTo(object("{'id':'c','object':'chat.completion.chunk','created':1,'model':'alias',"
                        + "'choices':[{'index':0,'delta':{'content':'<thi'},'finish_reason':null}]}"));
    }

    @Test
    void usageThatNobodyAskedForStaysHeldBack() {
        String usage = "{'id':'c','choices':[{'index':0,'delta':{'content':'<think>a</think>b'}}],"
                + "'usage':{'prompt_tokens':1,'completion_tokens':2}}";
        EventRelay relay = COMPATIBLE.eventRelay(WITHOUT_USAGE);
        List<String> sent = new ArrayList<>();

        relay.relay(SseEvent.data(bytes(usage)), event -> sent.add(event.text()));

        assertThat(sent)
                .singleElement()
                .asString()
                .contains("\"reasoning_content\":\"a\"")
                .doesNotContain("usage");
        assertThat(relay.usage().total()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content':'Hi','tool_calls':[ ],'reasoning':null,  'x':{'a':1}}",
                "{'role':'assistant','content':''}",
                "{'content':null,'reasoning_content':'hm'}",
                "{'content':'a','content':'b'}"
            })
    void whatHoldsNoThoughtOutOfPlaceKeepsItsBytes(String piece) {
        String chunk = "{'id':'c','object':'chat.completion.chunk','created':1,'model':'alias',"
                + "'choices':[ {'index':0, 'delta':" + piece + "}]}";

        List<String> sent = relayed(List.of(chunk));

        assertThat(sent.getFirst()).isEqualTo(new String(bytes(chunk), StandardCharsets.UTF_8));
    }

    @Test
    void whatEveryClientReliesOnIsFilledIn() {
        String chunk = relayed(List.of("{'choices':[{'index':0,'delta':{'content':'Hi'}}]}"))
                .getFirst();
        JsonObject whole = Json.parseObject(COMPATIBLE
                .relayReply(bytes("{'choices':[{'index':0,'message':{'content':'Hi'}}]}"), FRAME)
                .body()
                .toBytes());

        assertThat(Json.parseObject(chunk).without("choices", "model"))
                .isEqualTo(object("{'id':'chatcmpl-made','object':'chat.completion.chunk','created':1700000000}"));
        assertThat(whole.without("choices", "model"))
                .isEqualTo(object("{'id':'chatcmpl-made','object':'chat.completion','created':1700000000}"));
    }

    @Test
    void aNamedEventLosesItsName() {
        List<SseEvent> sent = new ArrayList<>();

        COMPATIBLE.eventRelay(FRAME).relay(new SseEvent("message", bytes(delta("{'content':'Hi'}"))), sent::add);

        assertThat(sent.getFirst().event()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            [{'type':'thinking','thinking':[{'type':'text','text':'h'},{'type':'text','text':'m'}]},{'type':'text','text':'Hi'}]|hm|Hi
            [{'type':'thinking','thinking':'hm','closed':true}]|hm|-
            [{'type':'reasoning','summary':[{'type':'summary_text','text':'h'},{'type':'summary_text','text':'m'}]},{'type':'text','text':'Hi'}]|hm|Hi
            [{'type':'text','text':'H'},'i']|-|Hi
            """)
    void thoughtsInAListOfContentAreFoundUnderTheirUsualName(
            String content, @Nullable String thought, @Nullable String answer) {
        JsonObject whole = message("{'content':" + content + "}");
        JsonObject piece = (JsonObject) at(
                Json.parse(
                        relayed(List.of(delta("{'content':" + content + "}"))).getFirst()),
                "choices",
                0,
                "delta");

        assertThat(whole.string("content")).isEqualTo(answer);
        assertThat(whole.string("reasoning_content")).isEqualTo(thought);
        assertThat(piece.string("content")).isEqualTo(answer);
        assertThat(piece.string("reasoning_content")).isEqualTo(thought);
    }

    @Test
    void aListMayComeAfterPlainPieces() {
        List<String> chunks = List.of(
                delta("{'content':'Hi'}"), delta("{'content':[{'type':'thinking','thinking':[{'text':'hm'}]}]}"));

        assertThat(heard(chunks).get(0)).isEqualTo(new Heard("hm", "Hi"));
    }

    @ParameterizedTest
    @CsvSource({"10, 5, 22, 12", "10, 5, 15, 5", "10, 12, 22, 12"})
    void reasoningThatAServerCountsApartIsPartOfTheAnswer(long prompt, long told, long total, long output) {
        byte[] answer = bytes("{'choices':[{'index':0,'message':{'content':'Hi'},'finish_reason':'stop'}],'usage':{"
                + "'prompt_tokens':" + prompt + ",'completion_tokens':" + told + ",'total_tokens':" + total
                + ",'completion_tokens_details':{'reasoning_tokens':7}}}");

        assertThat(COMPATIBLE.readReply(answer).usage().outputTokens()).isEqualTo(output);
        assertThat(COMPATIBLE.relayReply(answer, FRAME).usage().outputTokens()).isEqualTo(output);
    }

    @Test
    void marksOfListedSourcesAreAnnotations() {
        byte[] answer =
                bytes("{'id':'c','choices':[{'index':0,'message':{'role':'assistant','content':'A[1] b[2][9] [x]'},"
                        + "'finish_reason':'stop'}],'citations':['https://a.example','https://b.example'],"
                        + "'search_results':[{'title':'A','url':'https://a.example'}]}");
        JsonObject relayed =
                Json.parseObject(COMPATIBLE.relayReply(answer, FRAME).body().toBytes());

        assertThat(at(relayed, "choices", 0, "message", "annotations"))
                .isEqualTo(
                        Json.parse(("[{'type':'url_citation','url_citation':{'start_index':1,'end_index':4,'title':'A',"
                                        + "'url':'https://a.example'}},{'type':'url_citation','url_citation':{'start_index':6,"
                                        + "'end_index':9,'url':'https://b.example'}}]")
                                .replace('\'', '"')));
        assertThat(relayed.array("citations")).hasSize(2);
        assertThat(COMPATIBLE.readReply(answer).choices().getFirst().annotations())
                .hasSize(2);
    }

    @Test
    void signedThoughtsAreKeptForTheirReturn() {
        JsonObject message = message("{'content':[{'type':'reasoning','summary':[{'type':'summary_text','text':'hm',"
                + "'signature':'c2ln'}]},{'type':'text','text':'Hi','citations':[{'cited_text':'x'}]}]}");

        assertThat(message.get("thinking_blocks"))
                .isEqualTo(Json.parse("[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"c2ln\"}]"));
        assertThat(message.object("provider_specific_fields"))
                .isEqualTo(object("{'citations':[[{'cited_text':'x'}]]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "eos, stop, true",
        "eos_token, stop, true",
        "max_tokens, length, true",
        "model_length, length, true",
        "stop, stop, false",
        "'', stop, false"
    })
    void reasonsToStopAreToldInOpenAisWords(String word, String told, boolean kept) {
        JsonObject whole = choice("{'content':'Hi'}", word);
        JsonValue streamed = at(Json.parse(relayed(List.of(finish(word))).getFirst()), "choices", 0);

        assertThat(whole.string("finish_reason")).isEqualTo(told);
        assertThat(whole.string("native_finish_reason")).isEqualTo(kept ? word : null);
        assertThat(at(streamed, "finish_reason")).isEqualTo(new JsonString(told));
    }

    @Test
    void aStopWithCallsIsForThem() {
        String calls =
                "{'tool_calls':[{'index':0,'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]}";

        List<String> sent = relayed(List.of(delta(calls), delta("{'tool_calls':[]}"), finish("stop")));

        assertThat(choice(calls, "stop").string("finish_reason")).isEqualTo("tool_calls");
        assertThat(choice("{'tool_calls':[]}", "stop").string("finish_reason")).isEqualTo("stop");
        assertThat(at(Json.parse(sent.get(2)), "choices", 0, "finish_reason")).isEqualTo(new JsonString("tool_calls"));
    }

    @Test
    void openAiItselfIsNeverLookedAt() {
        List<String> sent = OpenAi.relayed(FRAME, delta("{'content':'<think>a</think>','reasoning':'b'}"), "[DONE]");
        byte[] reply =
                bytes("{'model':'alias','choices':[{'message':{'content':'<think>a</think>','reasoning':'b'}}]}");

        assertThat(sent.getFirst()).isEqualTo(told("{'content':'<think>a</think>','reasoning':'b'}"));
        assertThat(DIALECT.relayReply(reply, FRAME).body().toBytes()).isEqualTo(reply);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aStreamSaysWhatTheWholeAnswerSays(long seed) {
        Dice dice = new Dice(seed);
        StringBuilder text = new StringBuilder();
        for (int i = dice.below(8); i >= 0; i--) {
            text.append(
                    dice.one("<think>", "</think>", "<", "</", "think", ">", " ", "\n", "é", "🏔", "</thinking>", "x"));
        }
        List<String> chunks = pieces(0, text.toString(), 1 + dice.below(7));

        JsonObject whole = message(content(text.toString()));

        assertThat(heard(chunks).get(0))
                .isEqualTo(new Heard(words(whole, "reasoning_content"), words(whole, "content")));
    }

    private static String words(JsonObject piece, String name) {
        return Objects.requireNonNullElse(piece.string(name), "");
    }

    private static String content(String text) {
        return JsonObject.builder().put("content", text).build().toJson();
    }

    /** The message as a client gets it. */
    private static JsonObject message(String message) {
        byte[] reply = bytes("{'id':'c','model':'m','choices':[{'index':0,'message':" + message + "}]}");
        byte[] told = COMPATIBLE.relayReply(reply, FRAME).body().toBytes();
        return (JsonObject) at(Json.parse(told), "choices", 0, "message");
    }

    /** The choice as a client gets it. */
    private static JsonObject choice(String message, String finish) {
        byte[] reply = bytes(
                "{'model':'m','choices':[{'index':0,'message':" + message + ",'finish_reason':'" + finish + "'}]}");
        byte[] told = COMPATIBLE.relayReply(reply, FRAME).body().toBytes();
        return (JsonObject) at(Json.parse(told), "choices", 0);
    }

    private static List<String> pieces(int choice, String text, int length) {
        List<String> chunks = new ArrayList<>();
        for (int from = 0; from < text.length(); from += length) {
            String piece = text.substring(from, Math.min(text.length(), from + length));
            chunks.add("{'id':'c','choices':[{'index':" + choice + ",'delta':" + content(piece) + "}]}");
        }
        return chunks;
    }

    private static String told(String delta) {
        return new String(bytes(delta(delta).replace("'model':'m'", "'model':'alias'")), StandardCharsets.UTF_8);
    }

    private static List<String> relayed(List<String> chunks) {
        EventRelay relay = COMPATIBLE.eventRelay(FRAME);
        List<String> sent = new ArrayList<>();
        chunks.forEach(chunk -> relay.relay(SseEvent.data(bytes(chunk)), event -> sent.add(event.text())));
        relay.relay(SseEvent.data(bytes("[DONE]")), event -> sent.add(event.text()));
        return sent;
    }

    private static Map<Integer, Heard> heard(List<String> chunks) {
        Map<Integer, Heard> heard = new TreeMap<>();
        List<String> sent = relayed(chunks);
        for (String chunk : sent.subList(0, sent.size() - 1)) {
            for (JsonValue item : Objects.requireNonNull(Json.parseObject(chunk).array("choices"))) {
                JsonObject choice = (JsonObject) item;
                JsonObject delta = Objects.requireNonNull(choice.object("delta"));
                Heard more = new Heard(words(delta, "reasoning_content"), words(delta, "content"));
                heard.merge(
                        Objects.requireNonNull(choice.integer("index")).intValue(),
                        more,
                        (a, b) -> new Heard(a.thought + b.thought, a.answer + b.answer));
            }
        }
        return heard;
    }
}

package dev.dragoman.testkit.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.RawConnection;
import dev.dragoman.testkit.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MagicWordsTest {

    private static final String PLAIN = "{'model':'gpt-4o','messages':[{'role':'user','content':'Hi'}]}";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object','properties':"
                    + "{'city':{'type':'string'},'days':{'type':'integer','minimum':3}}}}},"
                    + "{'type':'function','function':{'name':'g'}}]";

    private final FakeOpenAi vendor = FakeOpenAi.start();
    private final Client client = new Client(vendor.baseUrl(), "authorization", "Bearer k");

    @BeforeEach
    void followMagicWords() {
        vendor.answersWith(new MagicWords());
    }

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void withoutAWordTheTextIsSaidBack() {
        assertThat(text("'messages':[{'role':'user','content':'Hello #world'}]"))
                .isEqualTo("Hello #world");
    }

    @Test
    void aWordInTheTextGoesBeforeTheModel() {
        assertThat(text("'model':'error-500','messages':[{'role':'user','content':'Hello #unicode'}]"))
                .startsWith("Grüße");
    }

    @Test
    void echoSaysTheTextBack() {
        assertThat(text("'model':'echo'")).isEqualTo("Hi");
    }

    @Test
    void toolCallsTheFirstToolWithMadeUpArguments() {
        JsonNode calls = message("'model':'tool'," + TOOLS).path("tool_calls");

        assertThat(calls).hasSize(1);
        assertThat(Json.read(calls.at("/0/function/arguments").stringValue()))
                .isEqualTo(Json.read("{\"city\":\"text\",\"days\":3}"));
    }

    @Test
    void toolsCallsEveryTool() {
        assertThat(message("'model':'tools'," + TOOLS).path("tool_calls")).hasSize(2);
    }

    @Test
    void toolWithoutToolsSaysSo() {
        assertThat(text("'model':'tool'")).isEqualTo("The request offers no tool.");
    }

    @Test
    void demandedSchemasAreFollowed() {
        String format = "'response_format':{'type':'json_schema','json_schema':{'name':'r','schema':{'type':'object',"
                + "'properties':{'a':{'enum':['x','y']},'b':{'type':['number','null']},'c':{'type':'array','items':"
                + "{'$ref':'#/$defs/d'}},'e':{'type':'boolean'},'f':{'type':'string','format':'date'},'g':{'anyOf':"
                + "[{'type':'null'}]},'h':{'const':7}},'$defs':{'d':{'type':'integer'}}}}}";

        assertThat(Json.read(text(format)))
                .isEqualTo(Json.read(
                        "{\"a\":\"x\",\"b\":1.5,\"c\":[1],\"e\":true,\"f\":\"2026-01-01\",\"g\":null,\"h\":7}"));
    }

    @Test
    void jsonIsMadeUpEvenWithoutASchema() {
        assertThat(Json.read(text("'model':'json'")).isString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"think, stop", "long, stop", "length, length", "refuse, stop", "filter, content_filter"})
    void modelsNamedLikeAnAnswerGiveIt(String model, String finishReason) {
        JsonNode choice = post("'model':'" + model + "'").json().at("/choices/0");

        assertThat(choice.path("finish_reason").stringValue()).isEqualTo(finishReason);
    }

    @Test
    void errorsHaveTheStatusInTheirName() {
        Client.Answered answered = post("'model':'error-429'");

        assertThat(answered.status()).isEqualTo(429);
        assertThat(answered.header("retry-after")).isEqualTo("1");
    }

    @Test
    void slowStreamsHaveSoManyPieces() {
        Client.Answered answered = post("'model':'slow-1ms-x20','stream':true");

        assertThat(answered.data()).hasSize(23);
        assertThat(answered.text()).contains("tick 20");
    }

    @Test
    void slowAnswersComeWholeWhenNoStreamIsAskedFor() {
        assertThat(text("'model':'slow-1ms-x3'")).isEqualTo("tick 1    tick 2    tick 3    ");
    }

    @Test
    void delayedAnswersAreThePlainOnes() {
        assertThat(text("'model':'delay-1ms'")).isEqualTo("Hi");
    }

    @Test
    void streamsMayFailInTheMiddle() {
        assertThat(post("'model':'fail-mid-stream','stream':true").data().getLast())
                .contains("engine_overloaded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "hang-mid-body", "silent"})
    void modelsNamedLikeASilenceKeepIt(String model) {
        try (RawConnection connection = new RawConnection(vendor.port())) {
            connection.chat(Bodies.with(PLAIN, "'stream':true,'model':'" + model + "'"));

            assertThat(vendor.takeRequest(LONG).answered(Duration.ofMillis(30))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate",
                "not-http",
                "garbage",
                "html",
                "wrong-type",
                "redirect",
                "half-event",
                "big-headers",
                "bad-utf8",
                "long-length",
                "short-length",
                "reset",
                "reset-mid-body",
                "drip"
            })
    void modelsNamedLikeAFaultShowIt(String model) {
        try (RawConnection connection = new RawConnection(vendor.port())) {
            connection.chat(Bodies.with(PLAIN, "'model':'" + model + "'"));

            assertThat(vendor.takeRequest(LONG).answered(LONG)).isTrue();
        }
    }

    private Client.Answered post(String fields) {
        return client.post("/chat/completions", Bodies.with(PLAIN, fields));
    }

    private JsonNode message(String fields) {
        return post(fields).json().at("/choices/0/message");
    }

    private String text(String fields) {
        return message(fields).path("content").stringValue();
    }
}

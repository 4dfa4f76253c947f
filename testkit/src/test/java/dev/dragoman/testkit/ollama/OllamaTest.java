package dev.dragoman.testkit.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeOllama;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.MagicWords;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class OllamaTest {

    private static final String CHAT = "/api/chat";
    private static final String PLAIN = "{'model':'m','stream':false,'messages':[{'role':'user','content':'Hi'}]}";
    private static final String STREAM = PLAIN.replace("'stream':false,", "");

    private final FakeOllama vendor = FakeOllama.start();
    private final Client client = new Client(vendor.baseUrl());

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void anAnswerHasOneMessageAndItsCounts() {
        vendor.answers(Answer.of(
                        new Part.Thinking("hm", null),
                        new Part.Text("Hi"),
                        new Part.ToolCall(null, "f", "{\"a\":1}", null))
                .stop(Stop.LENGTH));

        JsonNode reply = client.post(CHAT, PLAIN).json();

        assertThat(reply.path("message").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"Hi\",\"tool_calls\":[{\"function\":"
                        + "{\"name\":\"f\",\"arguments\":{\"a\":1}}}],\"thinking\":\"hm\"}");
        assertThat(reply.path("done_reason").stringValue()).isEqualTo("length");
        assertThat(reply.path("eval_count").intValue()).isPositive();
        assertThat(reply.path("prompt_eval_count").intValue()).isPositive();
    }

    @Test
    void whatIsNotSaidIsStreamedInLines() {
        vendor.answers(Answer.of(
                        new Part.Thinking("hm", null), new Part.Text("Hello"), new Part.ToolCall("t", "f", "{}", null))
                .streamed(Streaming.BURST.pieceLength(3)));

        Client.Answered answered = client.post(CHAT, STREAM.replace("{'model'", "{'logprobs':true,'model'"));

        List<JsonNode> lines = answered.text().lines().map(Json::read).toList();
        assertThat(answered.header("content-type")).isEqualTo("application/x-ndjson");
        assertThat(lines)
                .extracting(line -> line.path("done").booleanValue())
                .containsExactly(false, false, false, false, true);
        assertThat(lines.get(0).at("/message/thinking").stringValue()).isEqualTo("hm");
        assertThat(lines.get(1).at("/message/content").stringValue()).isEqualTo("Hel");
        assertThat(lines.get(1).at("/logprobs/0/token").stringValue()).isEqualTo("Hel");
        assertThat(lines.get(3).at("/message/tool_calls/0/id").stringValue()).isEqualTo("t");
        assertThat(lines.get(4).path("done_reason").stringValue()).isEqualTo("stop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'messages':[]} | 400 | model is required
            {'model':'m','messages':'x'} | 400 | json: cannot unmarshal string into Go struct field ChatRequest.messages of type []api.Message
            {'model':'m','messages':[{'role':'user','content':[]}]} | 400 | cannot unmarshal array into Go struct field ChatRequest.messages.content of type string
            {'model':'m','messages':[{'role':'user','images':['data:image/png;base64,AA']}]} | 400 | illegal base64 data
            {'model':'m','messages':[{'tool_calls':[{'function':{'arguments':'{}'}}]}]} | 400 | messages.tool_calls.function.arguments
            {'model':'m','messages':[],'stream':'yes'} | 400 | ChatRequest.stream of type bool
            {'model':'m','messages':[],'options':{'temperature':'hot'}} | 400 | option "temperature" must be of type float32
            {'model':'m','messages':[],'options':{'stop':'x'}} | 400 | option "stop" must be of type array
            {'model':'m','messages':[],'think':'much'} | 400 | invalid think value: "much"
            {'model':'m','messages':[],'format':'xml'} | 500 | invalid format: "xml"
            {'model':'m','messages':[],'top_logprobs':21} | 400 | top_logprobs must be between 0 and 20
            {'model':'m','messages':[],'top_logprobs':1.5} | 400 | cannot unmarshal number 1.5
            {'model':'no-tools','messages':[],'tools':[{'type':'function'}]} | 400 | registry.ollama.ai/library/no-tools does not support tools
            {'model':'no-thinking','messages':[],'think':true} | 400 | "no-thinking" does not support thinking
            [] | 400 | cannot unmarshal array
            {'a' | 400 | invalid character
            """)
    void whatIsWrongIsRefusedInItsWords(String body, int status, String words) {
        Client.Answered answered = client.post(CHAT, body);

        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        assertThat(answered.json().path("error").stringValue()).contains(words);
    }

    @Test
    void whatIsNotKnownIsPassedOver() {
        assertThat(client.post(CHAT, PLAIN.replace("{'model'", "{'unheard_of':1,'options':{'odd':[]},'model'"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRequestWithoutMessagesLoadsTheModel() {
        assertThat(client.post(CHAT, "{'model':'m'}").json().path("done_reason").stringValue())
                .isEqualTo("load");
        assertThat(client.postBytes(CHAT, new byte[0]).text()).contains("missing request body");
    }

    @Test
    void aKeyIsCheckedWhereOneIsSet() {
        try (FakeOllama strict = FakeOllama.start(VendorSettings.DEFAULT.requiringKey("right"));
                Client without = new Client(strict.baseUrl());
                Client right = new Client(strict.baseUrl(), "authorization", "Bearer right")) {
            assertThat(without.post(CHAT, PLAIN).status()).isEqualTo(401);
            assertThat(right.post(CHAT, PLAIN).status()).isEqualTo(200);
        }
    }

    @Test
    void otherPathsAndMethodsAreRefused() {
        assertThat(client.post("/api/unknown", PLAIN).status()).isEqualTo(404);
        assertThat(client.get(CHAT).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void everyFailureHasAMessage(ErrorKind kind) {
        vendor.answers(Answer.error(VendorError.of(kind).retryAfter(Duration.ofSeconds(3))));

        Client.Answered answered = client.post(CHAT, PLAIN);

        assertThat(answered.status()).isEqualTo(kind.usualStatus());
        assertThat(answered.json().path("error").stringValue()).isNotEmpty();
        assertThat(answered.header("retry-after")).isEqualTo("3");
    }

    @Test
    void aStreamThatFailsEndsWithTheError() {
        vendor.answers(Answer.text("one two three four five")
                .streamed(Streaming.BURST.pieceLength(4).failingAfter(3, VendorError.of(ErrorKind.OVERLOADED))));

        List<String> lines = client.post(CHAT, STREAM).text().lines().toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.getLast())
                .isEqualTo("{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}");
    }

    @Test
    void aSchemaIsFollowed() {
        String schema = "'format':{'type':'object','properties':{'a':{'type':'integer'}},'required':['a']}";
        vendor.answersWith(new MagicWords());

        JsonNode reply = client.post(CHAT, PLAIN.replace("{'model'", "{" + schema + ",'model'"))
                .json();

        JsonNode said = Json.read(reply.at("/message/content").stringValue());
        assertThat(said.path("a").isIntegralNumber()).isTrue();
    }
}

package dev.dragoman.testkit.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeCohere;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.MagicWords;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class CohereTest {

    private static final String CHAT = "/v2/chat";
    private static final String PLAIN = "{'model':'m','messages':[{'role':'user','content':'Hi'}]}";

    private final FakeCohere vendor = FakeCohere.start();
    private final Client client = new Client(vendor.baseUrl(), "authorization", "Bearer k");

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void anAnswerHasBlocksAndTwoKindsOfUsage() {
        JsonNode reply = client.post(CHAT, PLAIN).json();

        assertThat(reply.at("/message/content/0").toString()).isEqualTo("{\"type\":\"text\",\"text\":\"Hi\"}");
        assertThat(reply.path("finish_reason").stringValue()).isEqualTo("COMPLETE");
        assertThat(reply.at("/usage/tokens/output_tokens").intValue()).isPositive();
        assertThat(reply.at("/usage/billed_units/output_tokens").intValue()).isPositive();
    }

    @Test
    void aStreamNamesItsEvents() {
        vendor.answers(Answer.of(
                new Part.Thinking("hm", null),
                new Part.Text("Oslo is cold"),
                new Part.Citation("https://w.example", "W", "cold"),
                new Part.ToolCall("t", "f", "{}", null)));

        String stream = client.post(CHAT, PLAIN.replace("{'model'", "{'stream':true,'logprobs':true,'model'"))
                .text();

        assertThat(stream)
                .containsSubsequence(
                        "event: message-start\n",
                        "event: content-start\n",
                        "\"thinking\":\"hm\"",
                        "event: content-end\n",
                        "\"text\":\"Oslo is cold\"",
                        "\"token_ids\"",
                        "event: citation-start\n",
                        "\"start\":8,\"end\":12",
                        "event: tool-call-start\n",
                        "event: tool-call-delta\n",
                        "event: tool-call-end\n",
                        "event: message-end\n",
                        "\"finish_reason\":\"TOOL_CALL\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'messages':[{'role':'user','content':'x'}]} | 400 | a model parameter is required
            {'model':'m'} | 400 | required 'messages' param
            {'model':'m','messages':[]} | 400 | number of messages
            {'model':'m','messages':[{'role':'user','content':'x','name':'y'}]} | 422 | unknown field: parameter 'name' is not a valid field
            {'model':'m','messages':[{'role':'user','content':'x'}],'top_p':1} | 422 | unknown field: parameter 'top_p' is not a valid field
            {'model':'m','messages':[{'role':'user','content':'x'}],'k':'1'} | 422 | invalid type: parameter k is of type string but should be of type int
            {'model':'m','messages':[{'role':'user','content':'x'}],'p':1} | 400 | p must be between 0.01 and 0.99
            {'model':'m','messages':[{'role':'user','content':'x'}],'tool_choice':'auto'} | 400 | tool_choice must be one of
            {'model':'m','messages':[{'role':'user','content':'x'}],'tool_choice':'REQUIRED'} | 400 | tools must be specified
            {'model':'m','messages':[{'role':'user','content':''}]} | 400 | message must not be empty in a turn
            {'model':'m','messages':[{'role':'assistant'}]} | 400 | message must not be empty in a turn
            {'model':'m','messages':[{'role':'bot','content':'x'}]} | 400 | role must be one of
            {'model':'m','messages':[{'role':'tool','content':'x'}]} | 400 | tool call id must be provided
            {'model':'m','messages':[{'role':'tool','content':'x','tool_call_id':'a'}]} | 400 | tool call id not found
            {'model':'m','messages':[{'role':'user','content':'x'}],'documents':['d'],'response_format':{'type':'json_object'}} | 400 | not supported with RAG
            {'model':'m','messages':[{'role':'user','content':[{'type':'video'}]}]} | 400 | type must be one of
            [] | 400 | invalid json syntax
            {'a' | 400 | invalid json syntax
            """)
    void whatIsWrongIsRefusedInItsWords(String body, int status, String words) {
        Client.Answered answered = client.post(CHAT, body);

        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        assertThat(answered.json().path("message").stringValue()).contains(words);
        assertThat(answered.json().path("id").stringValue()).isNotEmpty();
    }

    @Test
    void aKeyIsDemandedAndChecked() {
        try (FakeCohere strict = FakeCohere.start(VendorSettings.DEFAULT.requiringKey("right"));
                Client without = new Client(strict.baseUrl());
                Client wrong = new Client(strict.baseUrl(), "authorization", "Bearer wrong");
                Client right = new Client(strict.baseUrl(), "authorization", "Bearer right")) {
            assertThat(without.post(CHAT, PLAIN).text()).contains("no api key supplied");
            assertThat(wrong.post(CHAT, PLAIN).text()).contains("invalid api token");
            assertThat(right.post(CHAT, PLAIN).status()).isEqualTo(200);
        }
    }

    @Test
    void otherPathsAndMethodsAreRefused() {
        assertThat(client.post("/v1/chat", PLAIN).status()).isEqualTo(404);
        assertThat(client.get(CHAT).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void everyFailureHasAMessage(ErrorKind kind) {
        vendor.answers(Answer.error(VendorError.of(kind).retryAfter(Duration.ofSeconds(3))));

        Client.Answered answered = client.post(CHAT, PLAIN);

        assertThat(answered.status()).isEqualTo(kind.usualStatus());
        assertThat(answered.json().path("message").stringValue()).isNotEmpty();
        assertThat(answered.header("retry-after")).isEqualTo("3");
    }

    @Test
    void aStreamThatFailsEndsWithTheError() {
        vendor.answers(Answer.text("one two three four five")
                .streamed(Streaming.BURST.pieceLength(4).failingAfter(3, VendorError.of(ErrorKind.OVERLOADED))));

        String stream = client.post(CHAT, PLAIN.replace("{'model'", "{'stream':true,'model'"))
                .text();

        String last = stream.strip().substring(stream.strip().lastIndexOf("data: ") + "data: ".length());
        assertThat(Json.read(last).at("/delta/finish_reason").stringValue()).isEqualTo("ERROR");
        assertThat(Json.read(last).at("/delta/error").stringValue()).contains("unavailable");
    }

    @Test
    void aSchemaIsFollowed() {
        String schema = "'response_format':{'type':'json_object','json_schema':{'type':'object','properties':"
                + "{'a':{'type':'integer'}},'required':['a']}}";
        vendor.answersWith(new MagicWords());

        JsonNode reply = client.post(CHAT, PLAIN.replace("{'model'", "{" + schema + ",'model'"))
                .json();

        JsonNode said = Json.read(reply.at("/message/content/0/text").stringValue());
        assertThat(said.path("a").isIntegralNumber()).isTrue();
    }
}

package dev.dragoman.testkit.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class OpenAiAnswersTest {

    private static final String PLAIN = "{'model':'gpt-4o','messages':[{'role':'user','content':'Hi'}]}";
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'f'}}," + "{'type':'custom','custom':{'name':'c'}}]";

    private final FakeOpenAi vendor = FakeOpenAi.start();
    private final Client client = new Client(vendor.baseUrl(), "authorization", "Bearer k");

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void echoesTheLastUserTextWithPlausibleUsage() {
        JsonNode reply = post("'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b'},"
                        + "{'role':'user','content':[{'type':'text','text':'last '},{'type':'text','text':'words'}]}]")
                .json();

        assertThat(reply.at("/choices/0/message/content").stringValue()).isEqualTo("last words");
        assertThat(reply.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(reply.at("/usage/completion_tokens").intValue()).isEqualTo(3);
        assertThat(reply.at("/usage/total_tokens").intValue())
                .isEqualTo(reply.at("/usage/prompt_tokens").intValue() + 3);
        assertThat(reply.path("model").stringValue()).isEqualTo("gpt-4o");
    }

    @Test
    void parallelToolCallsHaveIdsAndArgumentsAsWritten() {
        vendor.answers(Answer.of(
                new Part.ToolCall("call_a", "f", "{ \"x\": 1 }", null),
                new Part.ToolCall(null, "c", "free text", null)));

        JsonNode choice = post(TOOLS).json().at("/choices/0");

        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        assertThat(choice.at("/message/tool_calls/0/id").stringValue()).isEqualTo("call_a");
        assertThat(choice.at("/message/tool_calls/0/function/arguments").stringValue())
                .isEqualTo("{ \"x\": 1 }");
        assertThat(choice.at("/message/tool_calls/1/type").stringValue()).isEqualTo("custom");
        assertThat(choice.at("/message/tool_calls/1/custom/input").stringValue())
                .isEqualTo("free text");
    }

    @Test
    void legacyFunctionsAreAnsweredByAFunctionCall() {
        vendor.answers(Answer.toolCall("f", "{}"));

        JsonNode choice = post("'functions':[{'name':'f'}]").json().at("/choices/0");

        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("function_call");
        assertThat(choice.at("/message/function_call/name").stringValue()).isEqualTo("f");
    }

    @Test
    void refusalsFiltersAndLimitsHaveTheirOwnWords() {
        vendor.answers(
                Answer.refusal("No."), Answer.filtered("So"), Answer.text("So").stop(Stop.LENGTH));

        assertThat(post("").json().at("/choices/0/message/refusal").stringValue())
                .isEqualTo("No.");
        assertThat(post("").json().at("/choices/0/finish_reason").stringValue()).isEqualTo("content_filter");
        assertThat(post("").json().at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
    }

    @Test
    void scriptedUsageIsToldInFull() {
        vendor.answers(Answer.thinking("hm", "s", "So").usage(new TokenUsage(100, 20, 60, 0, 15)));

        JsonNode usage = post("").json().path("usage");

        assertThat(usage.path("prompt_tokens").intValue()).isEqualTo(100);
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").intValue()).isEqualTo(60);
        assertThat(usage.at("/completion_tokens_details/reasoning_tokens").intValue())
                .isEqualTo(15);
    }

    @Test
    void everyChoiceIsThere() {
        assertThat(post("'n':3").json().path("choices")).hasSize(3);
    }

    @Test
    void logProbabilitiesCoverTheText() {
        vendor.answers(Answer.text("abcdefgh"));

        JsonNode content = post("'logprobs':true,'top_logprobs':2").json().at("/choices/0/logprobs/content");

        assertThat(content).hasSize(2);
        assertThat(content.at("/0/token").stringValue()).isEqualTo("abcd");
        assertThat(content.at("/0/top_logprobs")).hasSize(2);
    }

    @Test
    void audioAndCitationsHaveTheirPlaces() {
        vendor.answers(Answer.of(
                new Part.Text("See here."),
                new Part.Citation("https://x", "X", "here"),
                new Part.Audio("audio/wav", "aGk=", "Hi")));

        JsonNode message = post("").json().at("/choices/0/message");

        assertThat(message.at("/annotations/0/url_citation/start_index").intValue())
                .isEqualTo(4);
        assertThat(message.at("/audio/transcript").stringValue()).isEqualTo("Hi");
    }

    @Test
    void streamedTextComesInPiecesAndEndsWithDone() {
        vendor.answers(Answer.text("Hello world").streamed(Streaming.BURST.pieceLength(4)));

        List<String> data = post("'stream':true").data();

        assertThat(contents(data)).containsExactly("", "Hell", "o wo", "rld");
        assertThat(data.getLast()).isEqualTo("[DONE]");
        assertThat(chunk(data, data.size() - 2).at("/choices/0/finish_reason").stringValue())
                .isEqualTo("stop");
    }

    @Test
    void streamedUsageComesInAChunkWithoutChoices() {
        List<String> data =
                post("'stream':true,'stream_options':{'include_usage':true}").data();

        assertThat(chunk(data, data.size() - 2).path("choices")).isEmpty();
        assertThat(chunk(data, data.size() - 2).at("/usage/total_tokens").intValue())
                .isPositive();
        assertThat(chunk(data, 0).path("usage").isNull()).isTrue();
    }

    @Test
    void usageMayBeWithheldAgainstTheRequest() {
        vendor.answers(Answer.text("a").streamed(Streaming.BURST.usage(false)));

        assertThat(post("'stream':true,'stream_options':{'include_usage':true}").text())
                .doesNotContain("total_tokens");
    }

    @Test
    void streamedToolCallsBeginWithTheirNames() {
        vendor.answers(
                Answer.of(new Part.ToolCall("a", "f", "{\"x\":1}", null), new Part.ToolCall("b", "c", "text", null))
                        .streamed(Streaming.BURST.pieceLength(4)));

        List<String> data = post("'stream':true," + TOOLS).data();

        assertThat(chunk(data, 1)
                        .at("/choices/0/delta/tool_calls/0/function/name")
                        .stringValue())
                .isEqualTo("f");
        assertThat(chunk(data, 1)
                        .at("/choices/0/delta/tool_calls/0/function/arguments")
                        .stringValue())
                .isEmpty();
        assertThat(chunk(data, 3)
                        .at("/choices/0/delta/tool_calls/0/function/arguments")
                        .stringValue())
                .isEqualTo(":1}");
        assertThat(chunk(data, 4).at("/choices/0/delta/tool_calls/0/index").intValue())
                .isEqualTo(1);
        assertThat(chunk(data, 5)
                        .at("/choices/0/delta/tool_calls/0/custom/input")
                        .stringValue())
                .isEqualTo("text");
    }

    @Test
    void streamedRefusalsAudioAndCitationsHaveTheirDeltas() {
        vendor.answers(Answer.of(
                new Part.Refusal("No."),
                new Part.Citation("https://x", "X", "No"),
                new Part.Audio("audio/wav", "aGk=", "Hi"),
                new Part.Thinking("kept to itself", null)));

        List<String> data = post("'stream':true").data();

        assertThat(chunk(data, 1).at("/choices/0/delta/refusal").stringValue()).isEqualTo("No.");
        assertThat(chunk(data, 2)
                        .at("/choices/0/delta/annotations/0/url_citation/url")
                        .stringValue())
                .isEqualTo("https://x");
        assertThat(chunk(data, 3).at("/choices/0/delta/audio/data").stringValue())
                .isEqualTo("aGk=");
        assertThat(data).hasSize(6);
    }

    @Test
    void streamedFunctionCallsOfLegacyRequestsHaveNoIds() {
        vendor.answers(Answer.toolCall("f", "{}"));

        List<String> data = post("'stream':true,'functions':[{'name':'f'}]").data();

        assertThat(chunk(data, 1).at("/choices/0/delta/function_call/name").stringValue())
                .isEqualTo("f");
        assertThat(chunk(data, 2).at("/choices/0/delta/function_call/arguments").stringValue())
                .isEqualTo("{}");
    }

    @Test
    void streamedLogProbabilitiesStandBesideTheirText() {
        List<String> data = post("'stream':true,'logprobs':true").data();

        assertThat(chunk(data, 1).at("/choices/0/logprobs/content/0/token").stringValue())
                .isEqualTo("Hi");
    }

    @Test
    void scriptsThatTheVendorCannotSaySaySo() {
        vendor.answers(Answer.of(new Part.Image("image/png", "aGk=")));

        assertThat(post("'stream':true").text()).contains("image/png (expected: no image)");
    }

    @Test
    void streamedChoicesAreInterleaved() {
        List<String> data = post("'stream':true,'n':2").data();

        assertThat(data.subList(0, 4).stream()
                        .map(Json::read)
                        .map(chunk -> chunk.at("/choices/0/index").intValue()))
                .containsExactly(0, 1, 0, 1);
    }

    @Test
    void obfuscationCanBeTurnedOff() {
        assertThat(post("'stream':true").text()).contains("obfuscation");
        assertThat(post("'stream':true,'stream_options':{'include_obfuscation':false}")
                        .text())
                .doesNotContain("obfuscation");
    }

    @Test
    void streamMayBreakOffWithAnError() {
        vendor.answers(Answer.text("Hello world")
                .streamed(Streaming.BURST.failingAfter(2, VendorError.of(ErrorKind.SERVER_ERROR))));

        List<String> data = post("'stream':true").data();

        assertThat(data).hasSize(3);
        assertThat(chunk(data, 2).at("/error/type").stringValue()).isEqualTo("server_error");
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorHasABodyAndAStatus(ErrorKind kind) {
        vendor.answers(Answer.error(kind));

        Client.Answered answered = post("");

        assertThat(answered.status()).isEqualTo(kind.usualStatus());
        assertThat(answered.json().at("/error/message").stringValue()).isNotEmpty();
    }

    @Test
    void rateLimitsTellWhenToComeBack() {
        vendor.answers(Answer.error(VendorError.rateLimited(Duration.ofMillis(2500))));

        Client.Answered answered = post("");

        assertThat(answered.header("retry-after")).isEqualTo("2");
        assertThat(answered.header("retry-after-ms")).isEqualTo("2500");
        assertThat(answered.json().at("/error/code").stringValue()).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void modelsAreListedAndLookedUp() {
        assertThat(client.get("/models").json().at("/data/0/object").stringValue())
                .isEqualTo("model");
        assertThat(client.get("/models/gpt-4o").json().path("id").stringValue()).isEqualTo("gpt-4o");
    }

    @Test
    void onlyConfiguredModelsAndKeysAreKnown() {
        VendorSettings settings = VendorSettings.DEFAULT.withModels("gpt-4o").requiringKey("sk-right-key");
        try (FakeOpenAi strict = FakeOpenAi.start(settings);
                Client right = new Client(strict.baseUrl(), "authorization", "Bearer sk-right-key");
                Client wrong = new Client(strict.baseUrl(), "authorization", "Bearer sk-wrong-key")) {
            Client.Answered unknownModel = right.post("/chat/completions", Bodies.with(PLAIN, "'model':'gpt-9'"));
            Client.Answered wrongKey = wrong.post("/chat/completions", Bodies.with(PLAIN, ""));

            assertThat(unknownModel.status()).isEqualTo(404);
            assertThat(unknownModel.json().at("/error/code").stringValue()).isEqualTo("model_not_found");
            assertThat(wrongKey.status()).isEqualTo(401);
            assertThat(wrongKey.text()).contains("sk-***-key").doesNotContain("sk-wrong-key");
        }
    }

    private Client.Answered post(String fields) {
        return client.post("/chat/completions", Bodies.with(PLAIN, fields));
    }

    private static JsonNode chunk(List<String> data, int index) {
        return Json.read(data.get(index));
    }

    private static List<String> contents(List<String> data) {
        return data.stream()
                .filter(event -> event.startsWith("{"))
                .map(Json::read)
                .map(chunk -> chunk.at("/choices/0/delta/content"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }
}

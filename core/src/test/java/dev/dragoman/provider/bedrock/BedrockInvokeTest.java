package dev.dragoman.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.NoUpstream;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.FakeBedrock;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BedrockInvokeTest {

    private static final String CLAUDE = "invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private final FakeBedrock fake = FakeBedrock.start();

    private VendorCalls calls(String model) {
        return VendorCalls.of("bedrock", model, fake.baseUrl())
                .key(null)
                .with("aws_access_key_id", FakeBedrock.ACCESS_KEY_ID)
                .with("aws_secret_access_key", FakeBedrock.SECRET_ACCESS_KEY)
                .with("aws_region_name", "eu-west-1");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLAUDE,
                "invoke/amazon.nova-pro-v1:0",
                "invoke/amazon.titan-text-premier-v1:0",
                "invoke/meta.llama3-70b-instruct-v1:0",
                "invoke/us-east-1/mistral.mistral-7b-instruct-v0:2",
                "invoke/us.deepseek.r1-v1:0",
                "invoke/openai.gpt-oss-120b-1:0",
                "invoke/qwen.qwen3-32b-v1:0",
                "llama/arn:aws:bedrock:us-east-1:1:imported-model/r4c",
                "deepseek_r1/arn:aws:bedrock:us-east-1:1:imported-model/r4c"
            })
    void everyMakersModelAnswersWholeAndStreamed(String model) {
        Answer said = Answer.text("Grüße aus Köln, eins zwei drei vier 👋").stop(Stop.LENGTH);
        fake.answers(said, said, said);
        VendorCalls calls = calls(model);

        JsonObject whole = calls.asked(",'max_tokens':50,'temperature':0.5");
        List<String> chunks = calls.heard(",'max_tokens':50,'stream_options':{'include_usage':true}");
        List<String> events = calls.heardByAnthropic("");

        assertThat(whole.toJson())
                .contains("Grüße aus Köln, eins zwei drei vier 👋")
                .contains("\"finish_reason\":\"length\"");
        assertThat(VendorCalls.text(chunks)).isEqualTo("Grüße aus Köln, eins zwei drei vier 👋");
        assertThat(String.join("", chunks))
                .contains("\"finish_reason\":\"length\"")
                .contains("completion_tokens");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
        assertThat(String.join("", events)).contains("message_stop").contains("max_tokens");
        assertThat(fake.lastRequest().path()).endsWith("/invoke-with-response-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLAUDE,
                "invoke/amazon.titan-text-premier-v1:0",
                "invoke/meta.llama3-70b-instruct-v1:0",
                "invoke/mistral.mistral-7b-instruct-v0:2",
                "invoke/us.deepseek.r1-v1:0",
                "invoke/qwen.qwen3-32b-v1:0"
            })
    void everyMakersTokensAreCounted(String model) {
        Answer said = Answer.text("one two three").usage(TokenUsage.of(17, 5));
        fake.answers(said, said, said);
        VendorCalls calls = calls(model);

        JsonObject whole = calls.asked("");
        String chunks = String.join("", calls.heard(",'stream_options':{'include_usage':true}"));
        String events = String.join("", calls.heardByAnthropic(""));

        assertThat(whole.toJson()).contains("\"prompt_tokens\":17,\"completion_tokens\":5,\"total_tokens\":22");
        assertThat(chunks).containsOnlyOnce("\"prompt_tokens\":17,\"completion_tokens\":5,\"total_tokens\":22");
        assertThat(events).contains("\"output_tokens\":5");
    }

    @Test
    void claudeIsAskedInAnthropicsWords() {
        fake.answers(Answer.text("hi"));

        calls(CLAUDE).asked(",'max_tokens':20,'top_k':5");

        assertThat(fake.lastRequest().path()).isEqualTo("/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke");
        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object("{'messages':[{'role':'user','content':[{'type':'text','text':'hello'}]}],"
                        + "'max_tokens':20,'top_k':5,"
                        + "'anthropic_version':'bedrock-2023-05-31'}"));
    }

    @Test
    void anAnthropicClientsBytesPass() {
        fake.answers(Answer.thinking("hm", "c2ln", "hi"), Answer.thinking("hm", "c2ln", "hi"));

        JsonObject whole = calls(CLAUDE)
                .askedByAnthropic(",'messages':[{'role':'user','content':'x'}],'max_tokens':2000,"
                        + "'thinking':{'type':'enabled','budget_tokens':1024}");
        String streamed = String.join(
                "",
                calls(CLAUDE)
                        .heardByAnthropic(",'messages':[{'role':'user','content':'x'}],'max_tokens':2000,"
                                + "'thinking':{'type':'enabled','budget_tokens':1024}"));

        assertThat(whole.toJson()).contains("\"signature\":\"c2ln\"").contains("\"model\":\"alias\"");
        assertThat(streamed).contains("signature_delta").contains("message_stop");
    }

    @Test
    void featuresAreAnnouncedInTheBodyAndUnknownOnesNotAtAll() {
        VendorCalls calls = calls(CLAUDE).key("ABSK");
        UpstreamRequest request = new UpstreamRequest(
                "POST",
                Origin.of(URI.create("https://x.example")),
                "/",
                Headers.of("anthropic-beta", "context-1m-2025-08-07, files-api-2025-04-14", "anthropic-version", "1"),
                Body.utf8("{\"anthropic_beta\":[\"own\"]}"));

        UpstreamRequest signed = calls.place()
                .credentials()
                .sign(request, calls.target(), new Tokens(new NoUpstream(), InstantSource.system()));

        assertThat(Json.parseObject(signed.body().toBytes()))
                .isEqualTo(object("{'anthropic_beta':['own','context-1m-2025-08-07']}"));
        assertThat(signed.headers()).isEqualTo(Headers.of("authorization", "Bearer ABSK"));
    }

    @Test
    void whatRunsAtAnthropicIsRefused() {
        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() ->
                        calls(CLAUDE).askedByAnthropic(",'messages':[{'role':'user','content':'x'}],'container':'c'"))
                .withMessageContaining("container");
    }

    @Test
    void whatConversePassesOnStandsWhereNovaLooksForIt() {
        JsonObject sent = calls("invoke/amazon.nova-pro-v1:0")
                .adjusted("{'model':'m','stream':true,'inferenceConfig':{'maxTokens':5},'additionalModelRequestFields':"
                        + "{'inferenceConfig':{'topK':3},'reasoningConfig':{'type':'enabled'}}}")
                .body()
                .toObject();

        assertThat(sent)
                .isEqualTo(object("{'schemaVersion':'messages-v1','inferenceConfig':{'maxTokens':5,'topK':3},"
                        + "'reasoningConfig':{'type':'enabled'}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            invoke/meta.llama3-70b-instruct-v1:0 -> {'prompt':'<|begin_of_text|><|start_header_id|>user<|end_header_id|>\\n\\nhello<|eot_id|><|start_header_id|>assistant<|end_header_id|>\\n\\n','max_gen_len':9}
            invoke/meta.llama2-13b-chat-v1 -> {'prompt':'[INST] hello [/INST] ','max_gen_len':9}
            invoke/mistral.mistral-7b-instruct-v0:2 -> {'prompt':'<s>[INST] hello [/INST] ','max_tokens':9}
            invoke/us.deepseek.r1-v1:0 -> {'prompt':'<｜begin▁of▁sentence｜><｜User｜>hello<｜Assistant｜>','max_tokens':9}
            invoke/amazon.titan-text-lite-v1 -> {'inputText':'User: hello\\nBot:','textGenerationConfig':{'maxTokenCount':9}}
            """)
    void aPromptIsLaidOutAsTheModelKnowsIt(String model, String body) {
        calls(model).asked(",'max_tokens':9");

        assertThat(Json.parseObject(fake.lastRequest().body())).isEqualTo(object(body));
    }

    @Test
    void toolsAreNoTextAndRefused() {
        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() -> calls("invoke/meta.llama3-70b-instruct-v1:0")
                        .asked(",'tools':[{'type':'function','function':{'name':'f'}}]"))
                .withMessageContaining("tools");
    }

    @Test
    void aModelOfUnknownFormatIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls("invoke/stability.sd3-large-v1:0").place())
                .withMessageContaining("bedrock/converse/");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, "invoke/openai.gpt-oss-120b-1:0", "invoke/meta.llama3-70b-instruct-v1:0"})
    void refusalsAreAwss(String model) {
        fake.answers(Answer.error(ErrorKind.RATE_LIMITED), Answer.error(ErrorKind.BAD_REQUEST));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> calls(model).asked(""));
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> calls(model).asked(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, "invoke/openai.gpt-oss-120b-1:0", "invoke/meta.llama3-70b-instruct-v1:0"})
    void aStreamThatBreaksIsAnError(String model) {
        Answer said = Answer.text("one two three four five six seven eight nine ten");
        fake.answers(
                said.streamed(Streaming.BURST.failingAfter(2, VendorError.of(ErrorKind.OVERLOADED))),
                said.with(new Fault.HalfEvent(2)));

        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> calls(model).heard(""));
        assertThatExceptionOfType(ApiConnectionException.class)
                .isThrownBy(() -> calls(model).heard(""));
    }

    private static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }
}

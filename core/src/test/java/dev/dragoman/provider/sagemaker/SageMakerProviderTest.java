package dev.dragoman.provider.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.FakeSageMaker;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SageMakerProviderTest {

    private final FakeSageMaker fake = FakeSageMaker.start();
    private final VendorCalls chat = calls("sagemaker_chat", "my-endpoint");
    private final VendorCalls text = calls("sagemaker", "my-llama-3");

    private VendorCalls calls(String provider, String endpoint) {
        return VendorCalls.of(provider, endpoint, fake.baseUrl())
                .key(null)
                .with("aws_access_key_id", FakeSageMaker.ACCESS_KEY_ID)
                .with("aws_secret_access_key", FakeSageMaker.SECRET_ACCESS_KEY)
                .with("aws_region_name", "eu-west-1");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aChatGoesToTheEndpointSigned() {
        fake.answers(Answer.text("hi"));

        JsonObject answer = chat.with("model_id", "component-1").asked(",'max_completion_tokens':20");

        assertThat(fake.lastRequest().target()).isEqualTo("/endpoints/my-endpoint/invocations");
        assertThat(fake.lastRequest().header("authorization").orElse("")).contains("/eu-west-1/sagemaker/aws4_request");
        assertThat(fake.lastRequest().header("x-amzn-sagemaker-inference-component"))
                .contains("component-1");
        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object(
                        "{'model':'my-endpoint','messages':[{'role':'user','content':'hello'}]," + "'max_tokens':20}"));
        assertThat(answer.toJson()).contains("\"content\":\"hi\"").contains("\"alias\"");
    }

    @Test
    void aStreamIsPutTogetherFromPartsOfAnyLength() {
        fake.answers(Answer.text("Grüße aus Köln, eins zwei drei vier fünf sechs sieben 👋"));

        List<String> chunks = chat.heard("");

        assertThat(fake.lastRequest().path()).isEqualTo("/endpoints/my-endpoint/invocations-response-stream");
        assertThat(VendorCalls.text(chunks)).isEqualTo("Grüße aus Köln, eins zwei drei vier fünf sechs sieben 👋");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
    }

    @Test
    void clientsOfOtherDialectsAreAnsweredToo() {
        fake.answers(Answer.text("one two three four"), Answer.text("one two three four"));

        assertThat(chat.askedByAnthropic("").toJson()).contains("\"text\":\"one two three four\"");
        assertThat(String.join("", chat.heardByAnthropic("")))
                .contains("message_stop")
                .contains("three");
    }

    @Test
    void aNovaModelIsAskedInItsOwnFewWords() {
        fake.answers(Answer.text("Hello"), Answer.text("one two three"));
        VendorCalls nova = calls("sagemaker_nova", "nova-custom");

        JsonObject answer = nova.asked(",'max_tokens':20,'temperature':0,'top_k':5,'reasoning_effort':'low',"
                + "'truncate_prompt_tokens':100,'user':null");

        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object("{'messages':[{'role':'user','content':'hello'}],'max_tokens':20,'temperature':0,"
                        + "'top_k':5,'reasoning_effort':'low','truncate_prompt_tokens':100}"));
        assertThat(answer.toJson()).contains("\"content\":\"Hello\"");
        assertThat(VendorCalls.text(nova.heard(",'stream_options':{'include_usage':true}")))
                .isEqualTo("one two three");
        assertThat(fake.lastRequest().text()).contains("\"stream\":true").doesNotContain("\"model\"");
        assertThat(nova.dropped(",'tools':[{'type':'function','function':{'name':'f'}}],'n':2,'stop':'x'"))
                .containsExactlyInAnyOrder("tools", "n", "stop");
    }

    @Test
    void aTextGoesOnWithAPromptInTheModelsTemplate() {
        fake.answers(Answer.text("Hello"));

        JsonObject answer = text.asked(",'max_tokens':20,'temperature':0,'n':2,'stop':'x','watermark':true");

        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object("{'inputs':'<|begin_of_text|><|start_header_id|>user<|end_header_id|>\\n\\nhello"
                        + "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\\n\\n','parameters':{"
                        + "'max_new_tokens':20,'temperature':0.01,'best_of':2,'do_sample':true,'stop':['x'],"
                        + "'return_full_text':false,'watermark':true}}"));
        assertThat(answer.toJson()).contains("\"content\":\"Hello\"").contains("\"finish_reason\":\"stop\"");
    }

    @Test
    void theTemplateFollowsTheModelsNameAtItsMaker() {
        calls("sagemaker", "endpoint-1").asked(",'hf_model_name':'mistralai/Mistral-7B-Instruct-v0.2'");

        assertThat(fake.lastRequest().text()).contains("[INST] hello [/INST]").doesNotContain("hf_model_name");
    }

    @Test
    void aTemperatureOfZeroIsSentToContainersThatAllowIt() {
        JsonObject sent = text.adjusted(
                        "{'inputs':'x','parameters':{'temperature':0,'aws_sagemaker_allow_zero_temp':true}}")
                .body()
                .toObject();

        assertThat(sent).isEqualTo(object("{'inputs':'x','parameters':{'temperature':0}}"));
    }

    @Test
    void aTextStreamsToItsEnd() {
        fake.answers(Answer.text("one two three four five six seven").stop(Stop.LENGTH));

        List<String> chunks = text.heard(",'stream_options':{'include_usage':true}");

        assertThat(VendorCalls.text(chunks)).isEqualTo("one two three four five six seven");
        assertThat(String.join("", chunks))
                .contains("\"finish_reason\":\"length\"")
                .contains("completion_tokens");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'generated_text':'Hi'}", "[{'generated_text':'Hi<|endoftext|>'}]", "[{'generation':'Hi'}]"})
    void containersAnswerInSeveralForms(String body) {
        fake.answers(Answer.raw(200, "application/json", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));

        assertThat(text.asked("").toJson()).contains("\"content\":\"Hi\"");
    }

    @Test
    void whatHasNoWordIsRefused() {
        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() -> text.asked(",'tools':[{'type':'function','function':{'name':'f'}}]"))
                .withMessageContaining("tools");
        assertThat(text.dropped(",'logit_bias':{'1':1},'user':'u','response_format':{'type':'json_object'}"))
                .containsExactlyInAnyOrder("logit_bias", "user", "response_format");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, BadRequestException",
        "INVALID_KEY, AuthenticationException",
        "RATE_LIMITED, RateLimitException",
        "SERVER_ERROR, InternalServerException",
        "OVERLOADED, ServiceUnavailableException",
        "CONTEXT_TOO_LONG, ContextWindowExceededException",
        "NOT_FOUND, BadRequestException"
    })
    void itsErrorsAreUnderstood(ErrorKind kind, String expected) {
        fake.answers(Answer.error(kind), Answer.error(kind));

        for (VendorCalls calls : List.of(chat, text)) {
            assertThatExceptionOfType(LlmException.class)
                    .isThrownBy(() -> calls.asked(""))
                    .satisfies(refused -> {
                        assertThat(refused.getClass().getSimpleName()).isEqualTo(expected);
                        assertThat(refused.detail().provider()).isEqualTo(calls.provider());
                    });
        }
    }

    @Test
    void theContainersOwnWordsAreTold() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> chat.asked(",'temperature':-1"))
                .withMessageContaining("temperature");
    }

    @Test
    void aWrongSignatureIsNotTakenForARefusalOfTheContainer() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> chat.with("aws_secret_access_key", "wrong").asked(""));
    }

    @Test
    void anErrorInAStreamIsOne() {
        fake.answers(Answer.text("one two three four five six seven eight")
                .streamed(Streaming.BURST.failingAfter(3, VendorError.of(ErrorKind.SERVER_ERROR))));

        assertThatExceptionOfType(InternalServerException.class)
                .isThrownBy(() -> chat.heard(""))
                .withMessageContaining("The stream is broken");
    }

    @Test
    void aFailureOfTheServiceInAStreamMayBeTriedAgain() {
        fake.answers(Answer.text("one two three four five six seven eight")
                .streamed(Streaming.BURST.failingAfter(3, VendorError.of(ErrorKind.OVERLOADED))));

        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> chat.heard(""));
    }

    @Test
    void aStreamThatIsCutIsNotAnEnd() {
        Answer cut = Answer.text("one two three four five six seven eight").with(new Fault.HalfEvent(2));
        fake.answers(cut, cut);

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> chat.heard(""));
        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> text.heard(""));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -, us-east-1, https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/e/invocations
            -, cn-north-1, https://runtime.sagemaker.cn-north-1.amazonaws.com.cn/endpoints/e/invocations
            https://proxy.example/base/, us-east-1, https://proxy.example/base/endpoints/e/invocations
            https://proxy.example/endpoints/other/invocations, us-east-1, https://proxy.example/endpoints/other/invocations
            """)
    void anEndpointHasItsAddress(String base, String region, String url) {
        VendorCalls there = VendorCalls.of("sagemaker_chat", "e", base).with("aws_region_name", region);

        assertThat(there.url(false)).isEqualTo(url);
        assertThat(there.url(true)).isEqualTo(url + "-response-stream");
    }

    private static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }
}

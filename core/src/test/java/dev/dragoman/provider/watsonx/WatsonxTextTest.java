package dev.dragoman.provider.watsonx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.FakeWatsonx;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatsonxTextTest {

    private static final String PROJECT = "0f0e0d0c-0b0a-4908-8706-050403020100";

    private final FakeWatsonx fake = FakeWatsonx.start(VendorSettings.DEFAULT.requiringKey("ibm-key"));
    private final VendorCalls calls = VendorCalls.of("watsonx_text", "ibm/granite-3-8b-instruct", fake.baseUrl())
            .key("ibm-key")
            .with("iam_url", fake.tokenUrl())
            .with("project_id", PROJECT);

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aConversationIsLaidOutAsOneInputOfTheProject() {
        fake.answers(Answer.text("hi").usage(TokenUsage.of(11, 3)));

        JsonObject answer = calls.asked(",'max_tokens':20,'temperature':0.5,'top_p':0.9,'seed':7,'stop':'x',"
                + "'frequency_penalty':1.5,'top_k':5,'min_tokens':2,'decoding_method':'sample','time_limit':900,"
                + "'moderations':{'hap':{'input':{'enabled':true}}},'project_id':'of a client'");

        assertThat(fake.lastRequest().target()).isEqualTo("/ml/v1/text/generation?version=2024-03-13");
        assertThat(fake.lastRequest().header("authorization").orElse("")).startsWith("Bearer eyJ");
        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object("{'input':'<|start_of_role|>user<|end_of_role|>hello<|end_of_text|>\\n"
                        + "<|start_of_role|>assistant<|end_of_role|>','parameters':{'max_new_tokens':20,"
                        + "'temperature':0.5,'top_p':0.9,'top_k':5,'random_seed':7,'stop_sequences':['x'],"
                        + "'repetition_penalty':1.5,'min_new_tokens':2,'decoding_method':'sample',"
                        + "'time_limit':900},'moderations':{'hap':{'input':{'enabled':true}}},"
                        + "'model_id':'ibm/granite-3-8b-instruct','project_id':'" + PROJECT + "'}"));
        assertThat(answer.toJson())
                .contains("\"content\":\"hi\"")
                .contains("\"finish_reason\":\"stop\"")
                .contains("\"prompt_tokens\":11,\"completion_tokens\":3,\"total_tokens\":14");
    }

    @Test
    void aDeploymentHasAModelAndASpaceAlready() {
        fake.answers(Answer.text("hi"), Answer.text("hi there"));
        VendorCalls deployed = calls.model("deployment/my-prompt").without("project_id");

        deployed.asked("");
        assertThat(fake.lastRequest().path()).isEqualTo("/ml/v1/deployments/my-prompt/text/generation");
        assertThat(fake.lastRequest().text()).doesNotContain("model_id").doesNotContain("project_id");

        assertThat(VendorCalls.text(deployed.heard(""))).isEqualTo("hi there");
        assertThat(fake.lastRequest().path()).isEqualTo("/ml/v1/deployments/my-prompt/text/generation_stream");
    }

    @Test
    void aTextStreamsToItsEndAndIsCounted() {
        fake.answers(Answer.text("one two three four five six seven")
                .stop(Stop.LENGTH)
                .usage(TokenUsage.of(11, 7)));

        List<String> chunks = calls.heard(",'stream_options':{'include_usage':true}");

        assertThat(VendorCalls.text(chunks)).isEqualTo("one two three four five six seven");
        assertThat(String.join("", chunks))
                .contains("\"finish_reason\":\"length\"")
                .contains("\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
    }

    @ParameterizedTest
    @CsvSource({
        "eos_token, stop",
        "stop_sequence, stop",
        "max_tokens, length",
        "token_limit, length",
        "time_limit, length",
        "cancelled, length",
        "error, length"
    })
    void itsWordsForTheEndAreUnderstood(String word, String reason) {
        String body = "{'model_id':'m','results':[{'generated_text':'x','generated_token_count':1,"
                + "'input_token_count':2,'stop_reason':'" + word + "'}]}";
        fake.answers(Answer.raw(200, "application/json", object(body).toJson().getBytes(StandardCharsets.UTF_8)));

        assertThat(calls.asked("").toJson()).contains("\"finish_reason\":\"" + reason + "\"");
    }

    @Test
    void whatHasNoWordIsRefused() {
        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() -> calls.asked(",'tools':[{'type':'function','function':{'name':'f'}}]"))
                .withMessageContaining("tools");
        assertThat(calls.dropped(",'logit_bias':{'1':1},'n':2,'presence_penalty':1"))
                .containsExactlyInAnyOrder("logit_bias", "n", "presence_penalty");
    }

    @Test
    void whatItRefusesIsToldInItsWords() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> calls.asked(",'top_k':500"))
                .withMessageContaining("top_k");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, BadRequestException",
        "CONTEXT_TOO_LONG, ContextWindowExceededException",
        "INVALID_KEY, AuthenticationException",
        "PERMISSION_DENIED, PermissionDeniedException",
        "NOT_FOUND, NotFoundException",
        "RATE_LIMITED, RateLimitException",
        "QUOTA_EXHAUSTED, RateLimitException",
        "SERVER_ERROR, InternalServerException",
        "OVERLOADED, ServiceUnavailableException"
    })
    void itsErrorsAreUnderstood(ErrorKind kind, String expected) {
        fake.answers(Answer.error(kind));

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> calls.asked(""))
                .satisfies(refused -> {
                    assertThat(refused.getClass().getSimpleName()).isEqualTo(expected);
                    assertThat(refused.detail().provider()).isEqualTo("watsonx_text");
                });
    }

    @Test
    void aStreamThatBreaksIsAnError() {
        Answer said = Answer.text("one two three four five six seven eight");
        fake.answers(
                said.streamed(Streaming.BURST.failingAfter(2, VendorError.of(ErrorKind.OVERLOADED))),
                said.with(new Fault.HalfEvent(2)));

        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> calls.heard(""));
        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> calls.heard(""));
    }

    private static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }
}

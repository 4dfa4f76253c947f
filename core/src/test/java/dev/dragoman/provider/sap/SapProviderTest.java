package dev.dragoman.provider.sap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.FakeSap;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.sap.SapProtocol;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SapProviderTest {

    private final FakeSap fake = FakeSap.start(VendorSettings.DEFAULT.requiringKey("s3cret"));
    private final VendorCalls calls =
            VendorCalls.of("sap", "gpt-4o", null).key(null).with("aicore_service_key", fake.serviceKey());

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aQuestionIsTheConfigurationOfAnOrchestrationThatIsFound() {
        fake.answers(Answer.text("hi"));

        JsonObject answer = calls.asked(",'max_tokens':20,'seed':3,'masking':{'a':1}");

        assertThat(fake.requests())
                .extracting(request -> request.path())
                .containsExactly(
                        "/oauth/token",
                        "/v2/lm/deployments",
                        "/v2/inference/deployments/" + SapProtocol.DEPLOYMENT + "/v2/completion");
        assertThat(fake.lastRequest().header("ai-resource-group")).contains("default");
        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object("{'config':{'modules':{'prompt_templating':{'prompt':{'template':[{'role':'user',"
                        + "'content':'hello'}]},'model':{'name':'gpt-4o','version':'latest','params':{'max_tokens':20,"
                        + "'seed':3}}},'masking':{'a':1}}}}"));
        assertThat(answer.toJson()).contains("\"content\":\"hi\"").contains("\"model\":\"alias\"");
        assertThat(answer.has("final_result")).isFalse();
    }

    @Test
    void aNamedDeploymentIsNotLookedFor() {
        calls.with("deployment_id", SapProtocol.DEPLOYMENT)
                .with("aicore_resource_group", "group-1")
                .asked("");

        assertThat(fake.requests()).extracting(request -> request.path()).doesNotContain("/v2/lm/deployments");
        assertThat(fake.lastRequest().header("ai-resource-group")).contains("group-1");
    }

    @Test
    void aStreamIsUnwrapped() {
        fake.answers(Answer.text("one two three four"), Answer.text("one two three four"));

        List<String> chunks = calls.heard(",'stream_options':{'include_usage':true}");

        assertThat(VendorCalls.text(chunks)).isEqualTo("one two three four");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
        assertThat(String.join("", chunks)).contains("completion_tokens").doesNotContain("final_result");
        assertThat(fake.lastRequest().text())
                .contains("\"stream\":{\"enabled\":true}")
                .contains("include_usage");
        assertThat(String.join("", calls.heardByAnthropic(""))).contains("message_stop");
    }

    @Test
    void toolsBelongToThePrompt() {
        fake.answers(Answer.toolCall("f", "{}"));

        JsonObject answer = calls.asked(",'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'auto'");

        assertThat(fake.lastRequest().text())
                .contains("\"tools\":[{\"type\":\"function\"")
                .contains("\"params\":{\"tool_choice\":\"auto\"}");
        assertThat(answer.toJson()).contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void singleSettingsServeAsWellAsAKey() {
        VendorCalls.of("sap", "gpt-4o", fake.baseUrl() + "/v2")
                .key(null)
                .with("aicore_auth_url", fake.baseUrl() + "/oauth/token")
                .with("aicore_client_id", SapProtocol.CLIENT)
                .with("aicore_client_secret", "s3cret")
                .asked("");

        assertThat(fake.requests()).hasSize(3);
    }

    @Test
    void whatIsMissingOrWrongIsTold() {
        VendorCalls nothing = VendorCalls.of("sap", "gpt-4o", null).key(null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> nothing.place().credentials().check(nothing.target()))
                .withMessageContaining("AICORE_SERVICE_KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nothing.with("aicore_service_key", "no json").url(false))
                .withMessageContaining("aicore_service_key");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls.with("aicore_client_secret", "wrong").asked(""))
                .withMessageContaining("Bad credentials");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> calls.with("aicore_resource_group", "empty").asked(""))
                .withMessageContaining("deployment_id");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, BadRequestException",
        "NOT_FOUND, NotFoundException",
        "RATE_LIMITED, RateLimitException",
        "SERVER_ERROR, InternalServerException",
        "OVERLOADED, ServiceUnavailableException",
        "CONTEXT_TOO_LONG, ContextWindowExceededException"
    })
    void itsErrorsAreUnderstood(ErrorKind kind, String expected) {
        fake.answers(Answer.error(kind));

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> calls.asked(""))
                .satisfies(refused ->
                        assertThat(refused.getClass().getSimpleName()).isEqualTo(expected));
    }

    @Test
    void anErrorInAStreamIsOneAndACutIsNoEnd() {
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

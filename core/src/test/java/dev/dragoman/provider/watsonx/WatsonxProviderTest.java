package dev.dragoman.provider.watsonx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
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
import dev.dragoman.testkit.FakeWatsonx;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatsonxProviderTest {

    private static final String PROJECT = "0f0e0d0c-0b0a-4908-8706-050403020100";

    private final FakeWatsonx fake = FakeWatsonx.start(VendorSettings.DEFAULT.requiringKey("ibm-key"));
    private final VendorCalls calls = VendorCalls.of("watsonx", "ibm/granite-3-8b-instruct", fake.baseUrl())
            .key("ibm-key")
            .with("iam_url", fake.tokenUrl())
            .with("project_id", PROJECT);

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aQuestionGoesToTheProjectWithATokenForTheKey() {
        fake.answers(Answer.text("hi"));

        JsonObject answer = calls.asked(",'max_completion_tokens':20,'stop':'x','project_id':'of a client'");

        assertThat(fake.lastRequest().target()).isEqualTo("/ml/v1/text/chat?version=2024-03-13");
        assertThat(fake.lastRequest().header("authorization").orElse("")).startsWith("Bearer eyJ");
        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object("{'messages':[{'role':'user','content':'hello'}],'max_tokens':20,'stop':['x'],"
                        + "'model_id':'ibm/granite-3-8b-instruct','project_id':'" + PROJECT + "'}"));
        assertThat(answer.string("object")).isEqualTo("chat.completion");
        assertThat(answer.string("model")).isEqualTo("alias");
        assertThat(answer.toJson()).contains("\"content\":\"hi\"");
    }

    @Test
    void aTokenServesManyCalls() {
        calls.asked("");
        calls.asked("");

        assertThat(fake.requests())
                .extracting(request -> request.path())
                .containsExactly("/identity/token", "/ml/v1/text/chat", "/ml/v1/text/chat");
    }

    @Test
    void aStreamHasItsOwnPathAndEndsWithoutAMark() {
        fake.answers(Answer.text("one two three four five six"));

        List<String> chunks = calls.heard(",'stream_options':{'include_usage':true}");

        assertThat(fake.lastRequest().path()).isEqualTo("/ml/v1/text/chat_stream");
        assertThat(fake.lastRequest().text()).doesNotContain("stream");
        assertThat(VendorCalls.text(chunks)).isEqualTo("one two three four five six");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
        assertThat(chunks.getFirst()).contains("\"object\":\"chat.completion.chunk\"");
    }

    @Test
    void toolsLoseWhatIsNotKnownAndAreChosenByAWord() {
        JsonObject sent = calls.adjusted("{'tools':[{'type':'function','function':{'name':'f','strict':true,"
                        + "'parameters':{'type':'object','additionalProperties':false,'properties':{}}}}],"
                        + "'tool_choice':'required'}")
                .body()
                .toObject();

        assertThat(sent.without("model_id", "project_id"))
                .isEqualTo(object("{'tools':[{'type':'function','function':{'name':'f',"
                        + "'parameters':{'type':'object','properties':{}}}}],'tool_choice_option':'required'}"));
    }

    @Test
    void aNamedToolIsChosenByName() {
        String choice = "{'type':'function','function':{'name':'f'}}";

        assertThat(calls.adjusted("{'tool_choice':" + choice + "}").body().value("tool_choice"))
                .isEqualTo(object(choice));
    }

    @Test
    void aDeploymentIsNamedByTheAddressAlone() {
        VendorCalls deployed = calls.model("deployment/d-1").without("project_id");
        fake.answers(Answer.text("hi"));

        deployed.asked("");

        assertThat(fake.lastRequest().path()).isEqualTo("/ml/v1/deployments/d-1/text/chat");
        assertThat(Json.parseObject(fake.lastRequest().body()).names()).containsExactly("messages");
        assertThat(deployed.url(true)).endsWith("/ml/v1/deployments/d-1/text/chat_stream?version=2024-03-13");
    }

    @ParameterizedTest
    @CsvSource({
        "project_id, p, project_id",
        "space_id, s, space_id",
        "WX_PROJECT_ID, p, project_id",
        "WATSONX_DEPLOYMENT_SPACE_ID, s, space_id"
    })
    void projectOrSpaceComeFromSettings(String setting, String value, String member) {
        VendorCalls placed = calls.without("project_id").with(setting, value);

        assertThat(placed.adjusted("{}").body().string(member)).isEqualTo(value);
    }

    @Test
    void aRegionHasItsOwnAddress() {
        VendorCalls there = VendorCalls.of("watsonx", "m", null).with("watsonx_region_name", "eu-de");

        assertThat(there.url(false)).isEqualTo("https://eu-de.ml.cloud.ibm.com/ml/v1/text/chat?version=2024-03-13");
    }

    @Test
    void keysOfCloudPakAndReadyTokensAreSentAsTheyAre() {
        assertThat(authorization(calls.with("token", "ready"))).isEqualTo("Bearer ready");
        assertThat(authorization(calls.with("zen_api_key", "user:key"))).isEqualTo("ZenApiKey dXNlcjprZXk=");
        assertThat(authorization(calls.with("zen_api_key", "dXNlcjprZXk="))).isEqualTo("ZenApiKey dXNlcjprZXk=");
    }

    @Test
    void aWrongKeyIsToldByTheTokenDesk() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls.key("wrong").asked(""))
                .withMessageContaining("Provided API key could not be found")
                .satisfies(refused -> assertThat(refused.detail().provider()).isEqualTo("watsonx"));
    }

    @Test
    void whatIsMissingIsNamedBeforeAnyCall() {
        assertMissing(calls.without("project_id"), "project_id");
        assertMissing(calls.key(null), "WATSONX_APIKEY");
        assertMissing(calls.with("iam_url", "no address"), "iam_url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VendorCalls.of("watsonx", "m", null).url(false))
                .withMessageContaining("WATSONX_URL");
    }

    @Test
    void aParameterWithoutAWordIsRefused() {
        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() -> calls.asked(",'user':'u'"))
                .withMessageContaining("user");
        assertThat(calls.dropped(",'user':'u','parallel_tool_calls':true,'tools':[]"))
                .containsExactlyInAnyOrder("user", "parallel_tool_calls");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, invalid_request_entity",
        "INVALID_KEY, authentication_token_not_valid",
        "PERMISSION_DENIED, user_authorization_failed",
        "NOT_FOUND, model_not_supported",
        "RATE_LIMITED, too_many_requests",
        "QUOTA_EXHAUSTED, token_quota_reached",
        "OVERLOADED, service_unavailable",
        "CONTEXT_TOO_LONG, invalid_input_argument"
    })
    void itsErrorsAreUnderstood(ErrorKind kind, String code) {
        fake.answers(Answer.error(kind));

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> calls.asked(""))
                .isInstanceOf(expected(kind))
                .satisfies(refused -> assertThat(refused.detail().code()).isEqualTo(code));
    }

    @Test
    void anErrorInAStreamIsOne() {
        fake.answers(Answer.text("one two three four five six seven eight")
                .streamed(Streaming.BURST.failingAfter(2, VendorError.of(ErrorKind.OVERLOADED))));

        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> calls.heard(""));
    }

    @Test
    void aStreamThatIsCutIsNotAnEnd() {
        fake.answers(Answer.text("one two three four five six seven eight")
                .with(new dev.dragoman.testkit.answer.Fault.HalfEvent(2)));

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> calls.heard(""));
    }

    @Test
    void whatMayBeShownHoldsNoSecretAndAsksNobody() {
        UpstreamRequest shown = calls.place()
                .credentials()
                .hidden(
                        new UpstreamRequest("POST", new Origin(true, "x.example", 443), "/", Headers.EMPTY, Body.EMPTY),
                        calls.with("token", "ready").target(),
                        "hidden",
                        new Tokens(new NoUpstream(), InstantSource.system()));

        assertThat(shown.headers()).isEqualTo(Headers.of("authorization", "Bearer hidden"));
    }

    private static Class<? extends LlmException> expected(ErrorKind kind) {
        return switch (kind) {
            case INVALID_KEY -> AuthenticationException.class;
            case PERMISSION_DENIED -> PermissionDeniedException.class;
            case NOT_FOUND -> NotFoundException.class;
            case RATE_LIMITED, QUOTA_EXHAUSTED -> RateLimitException.class;
            case OVERLOADED -> ServiceUnavailableException.class;
            case CONTEXT_TOO_LONG -> ContextWindowExceededException.class;
            default -> BadRequestException.class;
        };
    }

    private static void assertMissing(VendorCalls calls, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.place().credentials().check(calls.target()))
                .withMessageContaining(named);
    }

    private @Nullable String authorization(VendorCalls with) {
        try {
            with.asked("");
        } catch (LlmException refused) {
            // Only what was sent matters here.
        }
        return fake.lastRequest().header("authorization").orElse(null);
    }

    private static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }
}

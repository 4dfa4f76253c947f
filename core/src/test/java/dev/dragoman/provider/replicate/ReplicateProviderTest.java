package dev.dragoman.provider.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.UnprocessableEntityException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.FakeReplicate;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplicateProviderTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String MODEL = "meta/meta-llama-3-8b-instruct";

    private final FakeReplicate fake = FakeReplicate.start(VendorSettings.DEFAULT.requiringKey("r8-key"));
    private final VendorCalls calls =
            VendorCalls.of("replicate", MODEL, fake.baseUrl()).key("r8-key");

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aPredictionIsMadeAndWaitedForInOneExchange() {
        fake.answers(Answer.text("Hello there"));

        JsonObject answer = calls.asked(",'max_tokens':20,'temperature':0.5,'stop':['a','b'],'min_tokens':1");

        assertThat(fake.requests()).hasSize(1);
        assertThat(fake.lastRequest().path()).isEqualTo("/v1/models/" + MODEL + "/predictions");
        assertThat(fake.lastRequest().header("prefer")).contains("wait");
        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object("{'input':{'prompt':'<|begin_of_text|><|start_header_id|>user<|end_header_id|>\\n\\n"
                        + "hello<|eot_id|><|start_header_id|>assistant<|end_header_id|>\\n\\n',"
                        + "'prompt_template':'{prompt}','max_tokens':20,'temperature':0.5,"
                        + "'stop_sequences':'a,b','min_tokens':1}}"));
        assertThat(answer.toJson()).contains("\"content\":\"Hello there\"").contains("\"finish_reason\":\"stop\"");
        assertThat(answer.toJson()).contains("prompt_tokens").contains("predict_time");
    }

    @Test
    void aSlowPredictionIsAskedForUntilItIsDone() {
        fake.answers(Answer.text("Hello there"));

        JsonObject answer = calls.model("owner/slow-model").asked("");

        assertThat(answer.toJson()).contains("\"content\":\"Hello there\"");
        assertThat(fake.requests())
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly(
                        "POST /v1/models/owner/slow-model/predictions",
                        "GET /v1/predictions/p1",
                        "GET /v1/predictions/p1");
    }

    @Test
    void aStreamIsFollowedAtItsAddress() {
        fake.answers(Answer.text("one two three four five six\n\nseven eight"));

        List<String> chunks = calls.heard("");

        assertThat(VendorCalls.text(chunks)).isEqualTo("one two three four five six\n\nseven eight");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
        assertThat(fake.requests()).extracting(request -> request.path()).endsWith("/v1/streams/p1");
        assertThat(fake.requests().getFirst().text()).contains("\"stream\":true");
    }

    @Test
    void aModelWithoutStreamsIsHeardWhenItIsDone() {
        fake.answers(Answer.text("one two three"));

        List<String> chunks = calls.model("owner/mute-model").heard("");

        assertThat(VendorCalls.text(chunks)).isEqualTo("one two three");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
    }

    @ParameterizedTest
    @CsvSource({
        "owner/name, /v1/models/owner/name/predictions, ",
        "deployments/owner/name, /v1/deployments/owner/name/predictions, ",
        "owner/name:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, /v1/predictions,"
                + " 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    })
    void modelsVersionsAndDeploymentsHaveTheirPaths(String model, String path, String version) {
        calls.model(model).asked("");

        assertThat(fake.requests().getFirst().path()).isEqualTo(path);
        assertThat(Json.parseObject(fake.requests().getFirst().body()).string("version"))
                .isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({
        "lucataco/vicuna-13b, max_length",
        "meta/codellama-13b, max_tokens",
        "meta/llama-2-70b-chat, max_new_tokens",
        "deepseek-ai/deepseek-r1, max_tokens"
    })
    void theLimitHasTheModelsOwnName(String model, String name) {
        calls.model(model).asked(",'max_tokens':7");

        assertThat(input().integer(name)).isEqualTo(7L);
    }

    @Test
    void instructionsHaveTheirOwnInputWhereTheModelKnowsIt() {
        calls.asked(",'messages':[{'role':'system','content':'be kind'},{'role':'user','content':'x'}],"
                + "'supports_system_prompt':true");

        JsonObject input = input();
        assertThat(input.string("system_prompt")).isEqualTo("be kind");
        assertThat(input.string("prompt")).doesNotContain("be kind").contains("x");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_KEY, AuthenticationException",
        "NOT_FOUND, NotFoundException",
        "RATE_LIMITED, RateLimitException",
        "UNPROCESSABLE, UnprocessableEntityException",
        "SERVER_ERROR, ServiceUnavailableException",
        "CONTEXT_TOO_LONG, ContextWindowExceededException",
        "BAD_REQUEST, BadRequestException",
        "BILLING, ApiException"
    })
    void itsErrorsAreUnderstood(ErrorKind kind, String expected) {
        fake.answers(Answer.error(kind));

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> calls.asked(""))
                .satisfies(refused ->
                        assertThat(refused.getClass().getSimpleName()).isEqualTo(expected));
    }

    @Test
    void anInputThatTheModelDoesNotKnowIsNamed() {
        assertThatExceptionOfType(UnprocessableEntityException.class)
                .isThrownBy(() -> calls.asked(",'colour':'red'"))
                .withMessageContaining("colour");
    }

    @Test
    void aPredictionThatFailsIsAnError() {
        fake.answers(Answer.raw(
                201,
                "application/json",
                "{\"id\":\"p\",\"status\":\"failed\",\"error\":\"CUDA out of memory\",\"urls\":{}}"
                        .getBytes(StandardCharsets.UTF_8)));

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> calls.asked(""))
                .withMessageContaining("CUDA out of memory");
    }

    @Test
    void anErrorInAStreamIsOne() {
        fake.answers(Answer.text("one two three four five six seven")
                .streamed(Streaming.BURST.failingAfter(1, VendorError.of(ErrorKind.BAD_REQUEST))));

        assertThatExceptionOfType(BadRequestException.class).isThrownBy(() -> calls.heard(""));
    }

    @Test
    void aStreamThatIsCutIsNotAnEnd() {
        fake.answers(Answer.text("one two three four five six seven").with(new Fault.HalfEvent(2)));

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> calls.heard(""));
    }

    @Test
    void aPredictionThatNobodyWaitsForIsCancelled() {
        fake.answers(Answer.text("never heard"));
        URI base = URI.create(fake.baseUrl());
        UpstreamRequest request = new UpstreamRequest(
                "POST",
                Origin.of(base),
                "/v1/models/owner/endless-model/predictions",
                Headers.of("authorization", "Bearer r8-key", "content-type", "application/json"),
                Body.utf8("{\"input\":{\"prompt\":\"x\"}}"));
        Cancellation cancellation = new Cancellation();
        Thread.ofVirtual().start(() -> {
            fake.takeRequest(SOON);
            fake.takeRequest(SOON);
            cancellation.cancel();
        });

        assertThatExceptionOfType(UpstreamException.class)
                .isThrownBy(() -> new ReplicateUpstream(new JdkUpstream()).send(request, Timeouts.NONE, cancellation))
                .satisfies(givenUp -> assertThat(givenUp.kind()).isEqualTo(UpstreamException.Kind.CANCELLED));

        String path = fake.takeRequest(SOON).path();
        while (path.equals("/v1/predictions/p1")) {
            path = fake.takeRequest(SOON).path();
        }
        assertThat(path).isEqualTo("/v1/predictions/p1/cancel");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.key(null)
                        .place()
                        .credentials()
                        .check(calls.key(null).target()))
                .withMessageContaining("REPLICATE_API_TOKEN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.model("only-a-name").url(false))
                .withMessageContaining("replicate/owner/name");
    }

    private JsonObject input() {
        return Objects.requireNonNull(
                Json.parseObject(fake.requests().getFirst().body()).object("input"));
    }

    private static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }
}

package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.RequestTooLargeException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicErrorTest {

    private static final AnthropicDialect DIALECT = new AnthropicDialect();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    400 | invalid_request_error | messages: text content blocks must be non-empty             | BadRequestError            | 400 | false
                    400 | invalid_request_error | prompt is too long: 210051 tokens > 200000 maximum          | ContextWindowExceededError | 400 | false
                    400 | invalid_request_error | input length and `max_tokens` exceed context limit: 1 + 2   | ContextWindowExceededError | 400 | false
                    400 | invalid_request_error | Output blocked by content filtering policy                  | ContentPolicyViolationError| 400 | false
                    401 | authentication_error  | invalid x-api-key                                           | AuthenticationError        | 401 | false
                    402 | billing_error         | Your credit balance is too low to access the Anthropic API. | APIError                   | 402 | false
                    403 | permission_error      | Your API key does not have permission                       | PermissionDeniedError      | 403 | false
                    404 | not_found_error       | model: claude-9                                             | NotFoundError              | 404 | false
                    408 | timeout_error         | took too long                                               | Timeout                    | 408 | true
                    504 | timeout_error         | took too long                                               | Timeout                    | 504 | true
                    409 | conflict_error        | conflict                                                    | ConflictError              | 409 | true
                    413 | request_too_large     | Request exceeds the maximum size                            | BadRequestError            | 413 | false
                    429 | rate_limit_error      | Number of request tokens has exceeded your rate limit       | RateLimitError             | 429 | true
                    500 | api_error             | Internal server error                                       | InternalServerError        | 500 | true
                    502 | api_error             | bad gateway                                                 | BadGatewayError            | 502 | true
                    503 | api_error             | unavailable                                                 | ServiceUnavailableError    | 503 | true
                    529 | overloaded_error      | Overloaded                                                  | InternalServerError        | 500 | true
                    418 | teapot_error          | short and stout                                             | APIError                   | 418 | false
                    """)
    void errorsOfTheVendorMeanWhatTheReferenceSays(
            int status, String type, String message, String name, int mapped, boolean retryable) {
        LlmException error = read(status, body(type, message), Map.of());

        assertThat(error.errorName()).isEqualTo(name);
        assertThat(error.status()).isEqualTo(mapped);
        assertThat(error.retryable()).isEqualTo(retryable);
        assertThat(error.detail().message()).isEqualTo(message);
        assertThat(error.detail().type()).isEqualTo(type);
        assertThat(error.detail().provider()).isEqualTo("anthropic");
        assertThat(error.detail().model()).isEqualTo("claude");
    }

    @Test
    void theVendorsOwnDescriptionIsKeptWhole() {
        String body = body("invalid_request_error", "no");

        assertThat(read(400, body, Map.of()).detail().vendor()).isEqualTo(Json.parseObject(body));
    }

    @Test
    void theVendorsOwnCodeIsKept() {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"x\","
                + "\"details\":{\"error_code\":\"tool_name_conflict\"}}}";

        assertThat(read(400, body, Map.of()).detail().code()).isEqualTo("tool_name_conflict");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
                    retry-after    | 17                              | 17000
                    retry-after    | 0.5                             | 500
                    retry-after-ms | 250                             | 250
                    retry-after    | Wed, 21 Oct 2026 07:28:30 GMT   | 30000
                    retry-after    | Wed, 21 Oct 2026 07:27:00 GMT   | 0
                    retry-after    | soon                            | -
                    retry-after    | -5                              | -
                    retry-after    | NaN                             | -
                    """)
    void theWaitIsTakenFromTheHeaders(String header, String value, @Nullable Long milliseconds) {
        Map<String, String> headers = Map.of(header, value, "date", "Wed, 21 Oct 2026 07:28:00 GMT");

        LlmException error = read(429, body("rate_limit_error", "slow"), headers);

        assertThat(error.detail().retryAfter())
                .isEqualTo(milliseconds == null ? null : Duration.ofMillis(milliseconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"error":"plain"}                                   | plain
                    {"message":"top"}                                   | top
                    {"Message":"Top"}                                   | Top
                    {"detail":"why"}                                    | why
                    {"detail":[{"msg":"field required"}]}               | field required
                    {"detail":{"message":"deep"}}                       | deep
                    {"errors":[{"message":"first"}]}                    | first
                    {"error_description":"oauth"}                       | oauth
                    {"title":"problem"}                                 | problem
                    <html><head><title>502</title></head><body><h1>Bad  gateway</h1></body></html> | 502 Bad gateway
                    upstream connect error                              | upstream connect error
                    ~~                                                  | no message
                    {"message":"key sk-ant-api03-abcdefgh1234 is bad"}  | key sk-***1234 is bad
                    {"message":"Bearer abcdefghij1234 refused"}         | Bearer ***1234 refused
                    {"message":"GET /x?key=abcdefghij1234&a=1"}         | GET /x?key=***1234&a=1
                    """)
    void messagesAreFoundInOddBodiesAndKeysMasked(String body, String message) {
        assertThat(read(502, body, Map.of()).detail().message()).isEqualTo(message);
    }

    @Test
    void aLongMessageIsCut() {
        assertThat(read(500, "x".repeat(10_000), Map.of()).detail().message()).hasSize(2000);
    }

    @Test
    void aBodyThatIsNoErrorKeepsItsStatus() {
        assertThat(read(401, "nope", Map.of())).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void anErrorIsWrittenInAnthropicsForm() {
        LlmException error = new RateLimitException("slow down");

        assertThat(Json.parse(DIALECT.writeError(error, "req_1")))
                .isEqualTo(Json.parse("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\","
                        + "\"message\":\"slow down\"},\"request_id\":\"req_1\"}"));
    }

    @Test
    void theFailureOfAStreamIsAnErrorEvent() {
        SseEvent event = DIALECT.writeErrorEvent(new ApiConnectionException("gone"), null);

        assertThat(event.event()).isEqualTo("error");
        assertThat(Json.parse(event.data()))
                .isEqualTo(Json.parse("{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"gone\"},"
                        + "\"request_id\":null}"));
    }

    @Test
    void anotherVendorsDescriptionIsShown() {
        JsonObject vendor = JsonObject.of("innererror", new JsonString("x"));
        LlmException error = new BadRequestException(
                ErrorDetail.of("no").withType("overloaded_error").withVendor(vendor));

        JsonObject written = Json.parseObject(DIALECT.writeError(error, null)).object("error");

        assertThat(written)
                .isEqualTo(Json.parse("{\"type\":\"invalid_request_error\",\"message\":\"no\","
                        + "\"provider_specific_fields\":{\"innererror\":\"x\"}}"));
    }

    @Test
    void anErrorOfAnthropicsComesBackAsItWas() {
        String body = body("overloaded_error", "Overloaded");

        assertThat(Json.parse(DIALECT.writeError(read(529, body, Map.of()), "req_1")))
                .isEqualTo(Json.parse(body));
    }

    @Test
    void errorsOfTheGatewayHaveTheTypeOfTheirClass() {
        assertThat(typeOf(new RequestTooLargeException("x"))).isEqualTo("request_too_large");
        assertThat(typeOf(new ContextWindowExceededException("x"))).isEqualTo("invalid_request_error");
        assertThat(typeOf(new AuthenticationException("x"))).isEqualTo("authentication_error");
    }

    private static @Nullable String typeOf(LlmException error) {
        JsonObject written = Json.parseObject(DIALECT.writeError(error, null)).object("error");
        return written == null ? null : written.string("type");
    }

    private static LlmException read(int status, String body, Map<String, String> headers) {
        return DIALECT.readError(
                new VendorError("anthropic", "claude", status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(String type, String message) {
        JsonObject error =
                JsonObject.builder().put("type", type).put("message", message).build();
        return JsonObject.builder()
                .put("type", "error")
                .put("error", error)
                .put("request_id", "req_1")
                .build()
                .toJson();
    }
}

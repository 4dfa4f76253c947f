package dev.dragoman.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiErrorTest {

    private static final String QUOTA = """
            {"error":{"code":429,"message":"You exceeded your current quota. Quota exceeded for metric: generate_content_free_tier_requests, limit: 10",
              "status":"RESOURCE_EXHAUSTED","details":[
              {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"PerMinute"}]},
              {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"27.5s"}]}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | INVALID_ARGUMENT    | Invalid value at 'contents[0].role'                                   | BadRequestError | 400
            400 | FAILED_PRECONDITION | User location is not supported for the API use.                       | BadRequestError | 400
            400 | INVALID_ARGUMENT    | API key not valid. Please pass a valid API key.                       | AuthenticationError | 401
            400 | INVALID_ARGUMENT    | API key expired. Please renew the API key.                            | AuthenticationError | 401
            400 | INVALID_ARGUMENT    | The input token count (1200000) exceeds the maximum number of tokens allowed (1048576). | ContextWindowExceededError | 400
            400 | INVALID_ARGUMENT    | Request payload size exceeds the limit: 20971520 bytes.               | ContextWindowExceededError | 400
            400 | INVALID_ARGUMENT    | Function call is missing a thought_signature in functionCall parts.   | BadRequestError | 400
            401 | UNAUTHENTICATED     | Request had invalid authentication credentials.                       | AuthenticationError | 401
            403 | PERMISSION_DENIED   | Method doesn't allow unregistered callers                             | PermissionDeniedError | 403
            403 | PERMISSION_DENIED   | Vertex AI API has not been used in project 1 before                   | BadRequestError | 400
            404 | NOT_FOUND           | models/gemini-9 is not found for API version v1beta                   | NotFoundError | 404
            408 | CANCELLED           | slow                                                                  | Timeout | 408
            429 | RESOURCE_EXHAUSTED  | Resource has been exhausted (e.g. check quota).                       | RateLimitError | 429
            429 | RESOURCE_EXHAUSTED  | Quota exceeded: input token count per minute                          | RateLimitError | 429
            499 | CANCELLED           | The operation was cancelled.                                          | Timeout | 408
            500 | INTERNAL            | An internal error has occurred.                                       | InternalServerError | 500
            502 | UNKNOWN             | bad gateway                                                           | BadGatewayError | 502
            503 | UNAVAILABLE         | The model is overloaded. Please try again later.                      | ServiceUnavailableError | 503
            500 | UNKNOWN             | The model is overloaded. Please try again later.                      | InternalServerError | 500
            504 | DEADLINE_EXCEEDED   | Deadline expired before operation could complete.                     | Timeout | 504
            400 | INVALID_ARGUMENT    | The response was blocked.                                             | ContentPolicyViolationError | 400
            418 | UNKNOWN             | teapot                                                                | APIError | 418
            """)
    void errorsHaveAMeaning(int status, String word, String message, String name, int answered) {
        JsonObject error = JsonObject.builder()
                .put("code", status)
                .put("message", message)
                .put("status", word)
                .build();

        LlmException read = read(status, JsonObject.of("error", error).toJson());

        assertThat(read.errorName()).isEqualTo(name);
        assertThat(read.status()).isEqualTo(answered);
        assertThat(read).hasMessage(message);
        assertThat(read.detail().provider()).isEqualTo("gemini");
        assertThat(read.detail().model()).isEqualTo("gemini-2.5-pro");
        assertThat(read.detail().vendor().object("error")).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"error":{"code":404,"message":"gone","status":"NOT_FOUND"}}] | gone
            {"error":"plain"}                                      | plain
            {"message":"from a proxy"}                             | from a proxy
            {"detail":[{"msg":"from a server"}]}                   | from a server
            <html><head><title>404</title></head><body><h1>Not  found</h1></body></html> | 404 Not found
            just text                                              | just text
            ''                                                     | no message
            """)
    void theMessageIsFoundInOddBodies(String body, String message) {
        assertThat(read(404, body)).isInstanceOf(NotFoundException.class).hasMessage(message);
    }

    @Test
    void keysInMessagesAreMasked() {
        LlmException read = read(
                400,
                "{\"error\":{\"message\":\"bad key AIzaSyA1234567890abcdef at https://x.test/?key=secretsecret1234 ok\"}}");

        assertThat(read)
                .hasMessageNotContaining("SyA1234567890")
                .hasMessageNotContaining("secretsecret")
                .hasMessageContaining("***cdef")
                .hasMessageContaining("***1234 ok");
    }

    @Test
    void theWaitIsTakenFromTheDetails() {
        LlmException read = read(429, QUOTA);

        assertThat(read).isInstanceOf(RateLimitException.class);
        assertThat(read.detail().retryAfter()).isEqualTo(Duration.ofMillis(27_500));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            retry-after-ms,1500,-,PT1.5S
            retry-after,7,-,PT7S
            retry-after,'Wed, 21 Oct 2026 07:28:30 GMT','Wed, 21 Oct 2026 07:28:00 GMT',PT30S
            retry-after,'Wed, 21 Oct 2026 07:28:30 GMT',-,-
            retry-after,soon,-,-
            retry-after,-5,-,-
            """)
    void theWaitIsTakenFromHeaders(String name, String value, @Nullable String date, @Nullable Duration wait) {
        Map<String, String> headers = date == null ? Map.of(name, value) : Map.of(name, value, "date", date);
        VendorError error = new VendorError("gemini", "m", 429, headers, new byte[0]);

        assertThat(Speaking.DIALECT.readError(error).detail().retryAfter()).isEqualTo(wait);
    }

    @Test
    void theVendorsOwnErrorIsWrittenWithItsDetails() {
        LlmException error = read(429, QUOTA);

        JsonObject written = Json.parseObject(Speaking.DIALECT.writeError(error, "req-1"));

        assertThat(written.toJson())
                .contains("\"code\":429", "\"status\":\"RESOURCE_EXHAUSTED\"", "QuotaFailure", "27.5s", "req-1");
    }

    @Test
    void anotherVendorsErrorIsExplained() {
        LlmException error = new ContextWindowExceededException(ErrorDetail.of("prompt is too long")
                .withType("invalid_request_error")
                .at("anthropic", "claude")
                .withRetryAfter(Duration.ofMillis(1250)));

        JsonObject written = Json.parseObject(Speaking.DIALECT.writeError(error, null));

        assertThat(written).isEqualTo(Json.parse("""
                {"error":{"code":400,"message":"prompt is too long","status":"INVALID_ARGUMENT","details":[
                  {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ContextWindowExceededError","domain":"anthropic",
                   "metadata":{"type":"invalid_request_error"}},
                  {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1.250s"}]}}"""));
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "409", "429", "500", "503", "504"})
    void whatWasWrittenReadsBackTheSame(int status) {
        LlmException error = read(status, "{\"error\":{\"message\":\"it went wrong\",\"code\":" + status + "}}");

        LlmException again = read(status, new String(Speaking.DIALECT.writeError(error, null), StandardCharsets.UTF_8));

        assertThat(again).hasSameClassAs(error).hasMessage(error.getMessage());
        assertThat(again.status()).isEqualTo(error.status());
    }

    @Test
    void anErrorEventIsAnErrorWithoutAName() {
        assertThat(Speaking.DIALECT.writeErrorEvent(read(429, QUOTA), null).event())
                .isNull();
    }

    private static LlmException read(int status, String body) {
        return Speaking.DIALECT.readError(
                new VendorError("gemini", "gemini-2.5-pro", status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.dragoman.dialect.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Bedrock's errors mean. */
final class ConverseErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            400 | ValidationException | The provided model identifier is invalid. | BadRequestError | 400 | false
            400 | ValidationException | The model returned the following errors: Input is too long for requested model. | ContextWindowExceededError | 400 | false
            400 | ValidationException | 400 Bad Request: Too many input tokens. Max input tokens: 8192 | ContextWindowExceededError | 400 | false
            400 | ValidationException | Malformed input request: expected maxLength: 100, actual: 200 | ContextWindowExceededError | 400 | false
            400 | ValidationException | A conversation must start with a user message. | BadRequestError | 400 | false
            400 | ValidationException | Output blocked by content filtering policy | ContentPolicyViolationError | 400 | false
            400 | ValidationException | Could not process image | InternalServerError | 500 | true
            403 | AccessDeniedException | You don't have access to the model | PermissionDeniedError | 403 | false
            403 | UnrecognizedClientException | The security token included in the request is invalid. | AuthenticationError | 401 | false
            403 | ExpiredTokenException | The security token included in the request is expired | AuthenticationError | 401 | false
            403 | InvalidSignatureException | Signature expired: 20260101T000000Z | AuthenticationError | 401 | false
            404 | ResourceNotFoundException | Could not resolve the foundation model | NotFoundError | 404 | false
            408 | ModelTimeoutException | Model has timed out | Timeout | 408 | true
            424 | ModelErrorException | The model failed | InternalServerError | 424 | true
            429 | ThrottlingException | Too many tokens, please wait before trying again. | RateLimitError | 429 | true
            429 | ModelNotReadyException | Model is not ready | RateLimitError | 429 | true
            400 | ServiceQuotaExceededException | over quota | RateLimitError | 429 | true
            500 | InternalServerException | oops | InternalServerError | 500 | true
            503 | ServiceUnavailableException | busy | ServiceUnavailableError | 503 | true
            503 | - | busy | ServiceUnavailableError | 503 | true
            418 | - | teapot | APIError | 418 | false
            """)
    void theExceptionGivesTheMeaning(
            int status,
            @org.jspecify.annotations.Nullable String name,
            String message,
            String expected,
            int told,
            boolean retryable) {
        LlmException error = read(status, name, message);

        assertThat(error.errorName()).isEqualTo(expected);
        assertThat(error.status()).isEqualTo(told);
        assertThat(error.retryable()).isEqualTo(retryable);
        assertThat(error.detail().message()).isEqualTo(message);
        assertThat(error.detail().type()).isEqualTo(name);
        assertThat(error.detail().vendor().string("message")).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "throttlingException,RateLimitError,429",
        "modelStreamErrorException,InternalServerError,424",
        "internalServerException,InternalServerError,500",
        "serviceUnavailableException,ServiceUnavailableError,503",
        "validationException,BadRequestError,400",
        "InternalFailure,InternalServerError,500"
    })
    void anErrorInAStreamGivesTheMeaning(String event, String expected, int status) {
        assertThat(ConverseErrorReader.isError(event)).isTrue();

        LlmException error = ConverseErrorReader.inStream(event, JsonObject.of("message", new JsonString("m")), "x");

        assertThat(error.errorName()).isEqualTo(expected);
        assertThat(error.status()).isEqualTo(status);
    }

    @Test
    void aPageInsteadOfAnErrorIsItsText() {
        LlmException error = Conversing.DIALECT.readError(new VendorError(
                "bedrock",
                "m",
                502,
                Map.of(),
                "<html><b>Bad gateway</b></html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(error.errorName()).isEqualTo("BadGatewayError");
        assertThat(error.detail().message()).isEqualTo("Bad gateway");
    }

    private static LlmException read(int status, @org.jspecify.annotations.Nullable String name, String message) {
        Map<String, String> headers =
                name == null ? Map.of() : Map.of("x-amzn-errortype", name + ":http://internal.amazon.com/coral/");
        byte[] body = Json.bytes(JsonObject.of("message", new JsonString(message)));
        return Conversing.DIALECT.readError(new VendorError("bedrock", "m", status, headers, body));
    }
}

package dev.dragoman.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.Talk;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Cohere's errors mean. */
final class CohereErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            400 | invalid request: temperature must be between 0 and 1.0 inclusive. | BadRequestError | 400 | false
            400 | invalid request: response_format is not supported with RAG. | BadRequestError | 400 | false
            400 | tool call id not found in previous tool calls | BadRequestError | 400 | false
            400 | too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 4292. Try using a shorter prompt, or enabling prompt truncating. | ContextWindowExceededError | 400 | false
            400 | too many tokens: size limit exceeded by 11326 tokens. Try using shorter or fewer inputs, or setting prompt_truncation='AUTO'. | ContextWindowExceededError | 400 | false
            400 | too many tokens: max tokens must be less than or equal to 4096, the maximum output for this model - received 8192. | BadRequestError | 400 | false
            400 | invalid type: parameter top_n is of type string but should be of type int. | BadRequestError | 400 | false
            422 | unknown field: parameter 'strict' is not a valid field. For proper usage, please refer to https://docs.cohere.com/reference/chat | BadRequestError | 422 | false
            498 | invalid token | BadRequestError | 400 | false
            498 | the request was blocked because it violates our usage guidelines | ContentPolicyViolationError | 400 | false
            401 | invalid api token | AuthenticationError | 401 | false
            401 | no api key supplied | AuthenticationError | 401 | false
            400 | No API key provided. | AuthenticationError | 401 | false
            401 | Your API key has expired. Please create a production key at dashboard.cohere.com | AuthenticationError | 401 | false
            402 | Please add or update your payment method at https://dashboard.cohere.com/billing?tab=payment to continue | APIError | 402 | false
            403 | forbidden | PermissionDeniedError | 403 | false
            404 | model 'xyz' not found, make sure the correct model ID was used and that you have access to the model. | NotFoundError | 404 | false
            408 | request timed out | Timeout | 408 | true
            409 | conflict | ConflictError | 409 | true
            413 | request body too large | BadRequestError | 413 | false
            429 | You are past the per minute request limit, please wait and try again later. | RateLimitError | 429 | true
            429 | trial token rate limit exceeded, limit is 100000 tokens per minute | RateLimitError | 429 | true
            429 | too many tokens: slow down | RateLimitError | 429 | true
            502 | CohereConnectionError | RateLimitError | 429 | true
            499 | request cancelled by user | APIError | 499 | false
            500 | internal server error | InternalServerError | 500 | true
            500 | Unexpected server error | InternalServerError | 500 | true
            400 | Internal Server Error | InternalServerError | 500 | true
            501 | not implemented | APIError | 501 | true
            502 | bad gateway | BadGatewayError | 502 | true
            503 | service unavailable | ServiceUnavailableError | 503 | true
            504 | upstream request timeout | Timeout | 504 | true
            418 | teapot | APIError | 418 | false
            """)
    void theWordsAndTheStatusGiveTheMeaning(int status, String message, String expected, int told, boolean retryable) {
        byte[] body = Json.bytes(
                JsonObject.builder().put("id", "r-1").put("message", message).build());

        LlmException error = Talking.DIALECT.readError(new VendorError("cohere", "m", status, Map.of(), body));

        assertThat(error.errorName()).isEqualTo(expected);
        assertThat(error.status()).isEqualTo(told);
        assertThat(error.retryable()).isEqualTo(retryable);
        assertThat(error.detail().message()).isEqualTo(message);
        assertThat(error.detail().provider()).isEqualTo("cohere");
        assertThat(error.detail().vendor().string("id")).isEqualTo("r-1");
    }

    @ParameterizedTest
    @CsvSource({
        "internal server error,InternalServerError",
        "the service is overloaded,ServiceUnavailableError",
        "rate limit exceeded,RateLimitError",
        "generation timed out,Timeout",
        "invalid api token,AuthenticationError",
        "something else,InternalServerError"
    })
    void anErrorInAStreamIsUnderstoodByItsWords(String words, String expected) {
        LlmException error = CohereErrorReader.inStream(
                JsonObject.builder().put("message", words).build());

        assertThat(error.errorName()).isEqualTo(expected);
    }

    @Test
    void theTimeToWaitIsKept() {
        LlmException error = Talking.DIALECT.readError(
                new VendorError("cohere", "m", 429, Map.of("retry-after", "7"), "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(error.detail().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aPageInsteadOfAnErrorIsItsText() {
        LlmException error = Talking.DIALECT.readError(new VendorError(
                "cohere", "m", 502, Map.of(), "<html><b>Bad gateway</b></html>".getBytes(StandardCharsets.UTF_8)));

        assertThat(error.errorName()).isEqualTo("BadGatewayError");
        assertThat(error.detail().message()).isEqualTo("Bad gateway");
    }

    @Test
    void anErrorIsWrittenWithTheIdOfItsRequest() {
        LlmException error = new dev.dragoman.error.NotFoundException("no such model");

        assertThat(Json.parseObject(Talking.DIALECT.writeError(error, "r-2")))
                .isEqualTo(Talk.object("{'id':'r-2','message':'no such model'}"));
    }
}

package dev.dragoman.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.Talk;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Ollama's errors mean. */
final class OllamaErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            404 | model 'llama9' not found | NotFoundError | 404 | false
            404 | model "llama9" not found, try pulling it first | NotFoundError | 404 | false
            400 | model is required | BadRequestError | 400 | false
            400 | json: cannot unmarshal string into Go struct field ChatRequest.messages of type []api.Message | BadRequestError | 400 | false
            400 | option "num_ctx" must be of type integer | BadRequestError | 400 | false
            500 | open /usr/share/ollama/.ollama/models/blobs/sha256-0: no such file or directory | BadRequestError | 400 | false
            500 | Invalid response object from API | BadRequestError | 400 | false
            400 | registry.ollama.ai/library/gemma:2b does not support tools | UnsupportedParamsError | 400 | false
            400 | "gemma:2b" does not support thinking | UnsupportedParamsError | 400 | false
            400 | "all-minilm" does not support chat | BadRequestError | 400 | false
            400 | the input length exceeds the context length | ContextWindowExceededError | 400 | false
            500 | input after truncation exceeds maximum context length | ContextWindowExceededError | 400 | false
            400 | the request exceeds the available context size, try increasing it | ContextWindowExceededError | 400 | false
            401 | unauthorized | AuthenticationError | 401 | false
            402 | a subscription is required | APIError | 402 | false
            403 | remote inference is unavailable: ollama cloud is disabled | PermissionDeniedError | 403 | false
            429 | you've reached your hourly usage limit, please upgrade to continue | RateLimitError | 429 | true
            499 | request canceled | APIError | 499 | false
            500 | model requires more system memory (8.0 GiB) than is available (4.2 GiB) | InternalServerError | 500 | true
            500 | llama runner process has terminated: exit status 2 | InternalServerError | 500 | true
            502 | the cloud model could not be reached | BadGatewayError | 502 | true
            503 | server busy, please try again.  maximum pending requests exceeded | ServiceUnavailableError | 503 | true
            500 | Failed to establish a new connection: refused | ServiceUnavailableError | 503 | true
            500 | dial tcp 127.0.0.1:40001: connect: connection refused | ServiceUnavailableError | 503 | true
            500 | HTTPConnectionPool: Read timed out. | Timeout | 408 | true
            500 | timed out waiting for llama runner to start | Timeout | 408 | true
            504 | upstream timed out | Timeout | 504 | true
            418 | teapot | APIError | 418 | false
            """)
    void theWordsAndTheStatusGiveTheMeaning(int status, String message, String expected, int told, boolean retryable) {
        LlmException error = read(status, Json.bytes(JsonObject.of("error", new JsonString(message))));

        assertThat(error.errorName()).isEqualTo(expected);
        assertThat(error.status()).isEqualTo(told);
        assertThat(error.retryable()).isEqualTo(retryable);
        assertThat(error.detail().message()).isEqualTo(message);
        assertThat(error.detail().provider()).isEqualTo("ollama");
    }

    @Test
    void aModelThatLacksAnAbilityNamesTheParameter() {
        LlmException tools = read(400, Talk.bytes("{'error':'gemma does not support tools'}"));
        LlmException thinking = read(400, Talk.bytes("{'error':'gemma does not support thinking'}"));

        assertThat(tools.detail().param()).isEqualTo("tools");
        assertThat(thinking.detail().param()).isEqualTo("reasoning_effort");
    }

    @Test
    void whereToSignInIsKept() {
        LlmException error = read(401, Talk.bytes("{'error':'unauthorized','signin_url':'https://ollama.com/c'}"));

        assertThat(error.detail().vendor().string("signin_url")).isEqualTo("https://ollama.com/c");
    }

    @Test
    void theTimeToWaitIsKept() {
        LlmException error = Chatting.DIALECT.readError(
                new VendorError("ollama", "m", 429, Map.of("retry-after", "7"), "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(error.detail().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aTextInsteadOfAnErrorIsTheMessage() {
        LlmException error = read(404, "404 page not found".getBytes(StandardCharsets.UTF_8));

        assertThat(error.errorName()).isEqualTo("NotFoundError");
        assertThat(error.detail().message()).isEqualTo("404 page not found");
    }

    private static LlmException read(int status, byte[] body) {
        return Chatting.DIALECT.readError(new VendorError("ollama", "m", status, Map.of(), body));
    }
}

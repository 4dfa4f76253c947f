package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorTextsTest {

    private static final OpenAiDialect DIALECT = new OpenAiDialect();
    private static final String AZURE_FILTER = """
            {"error":{"message":"The prompt was blocked by the content policy.","type":null,"param":"prompt",
             "code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation",
             "content_filter_result":{"violence":{"filtered":true,"severity":"high"}}}}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    400 | {"error":{"message":"This model's maximum context length is 8192 tokens. However, you requested 429 tokens","type":"invalid_request_error","code":"context_length_exceeded"}} | ContextWindowExceededError | 400
                    400 | {"error":{"message":"Current length is 9000 while limit is 8192","type":"invalid_request_error"}} | ContextWindowExceededError | 400
                    400 | {"error":{"message":"Invalid 'user': string too long. Expected a string with maximum length 64","type":"invalid_request_error","code":"string_above_max_length"}} | BadRequestError | 400
                    400 | {"error":{"message":"Your request was rejected as a result of the safety system.","type":"invalid_request_error","code":"content_policy_violation"}} | ContentPolicyViolationError | 400
                    400 | {"error":{"message":"Invalid prompt: your prompt was flagged as potentially violating our usage policy.","type":"invalid_request_error","code":"invalid_prompt"}} | ContentPolicyViolationError | 400
                    400 | {"error":{"message":"Unsupported parameter: 'max_tokens'","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}} | BadRequestError | 400
                    400 | {"error":{"message":"Rate limit reached for requests"}} | RateLimitError | 429
                    400 | {"error":{"message":"upstream said: Error code: 429"}} | RateLimitError | 429
                    401 | {"error":{"message":"Incorrect API key provided: sk-abcd","type":"invalid_request_error","code":"invalid_api_key"}} | AuthenticationError | 401
                    401 | {"statusCode":401,"message":"Unauthorized. Access token is missing, invalid"} | AuthenticationError | 401
                    402 | {"error":{"message":"Insufficient credits"}} | APIError | 402
                    403 | {"error":{"message":"Country not supported","code":"unsupported_country_region_territory"}} | PermissionDeniedError | 403
                    404 | {"error":{"message":"The model `x` does not exist","type":"invalid_request_error","code":"model_not_found"}} | NotFoundError | 404
                    404 | {"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}} | NotFoundError | 404
                    408 | {"error":{"message":"x"}} | Timeout | 408
                    409 | {"error":{"message":"lock"}} | ConflictError | 409
                    413 | {"error":{"message":"too big"}} | BadRequestError | 413
                    413 | {"error":{"message":"Request too large for gpt-4o on tokens per min (TPM): Limit 1, Requested 2"}} | RateLimitError | 429
                    422 | {"detail":[{"loc":["body"],"msg":"field required"}]} | UnprocessableEntityError | 422
                    429 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}} | RateLimitError | 429
                    500 | {"error":{"message":"The server had an error processing your request.","type":"server_error"}} | InternalServerError | 500
                    500 | {"error":{"message":"rate limit of the cache","type":"server_error"}} | InternalServerError | 500
                    502 | <html><body>Bad gateway</body></html> | BadGatewayError | 502
                    503 | {"error":{"message":"The engine is currently overloaded","code":"engine_overloaded"}} | ServiceUnavailableError | 503
                    504 | upstream request timeout | Timeout | 504
                    520 | ~Web server is returning an unknown error~ | InternalServerError | 500
                    529 | {"error":{"message":"x"}} | APIError | 529
                    """)
    void errorsOfVendorsMeanWhatTheReferenceSays(int status, String body, String name, int mapped) {
        LlmException error = read("openai", status, body);

        assertThat(error.errorName()).isEqualTo(name);
        assertThat(error.status()).isEqualTo(mapped);
        assertThat(error.detail().provider()).isEqualTo("openai");
        assertThat(error.detail().model()).isEqualTo("gpt");
    }

    @Test
    void whatAzuresFilterFoundIsTold() {
        LlmException error = read("azure", 400, AZURE_FILTER);

        JsonObject written = error(error);
        assertThat(written.string("message"))
                .isEqualTo("litellm.ContentPolicyViolationError: AzureException - The prompt was blocked by the content"
                        + " policy.");
        assertThat(written.string("type")).isEqualTo("invalid_request_error");
        assertThat(written.string("param")).isEqualTo("prompt");
        assertThat(written.string("code")).isEqualTo("content_filter");
        assertThat(written.object("provider_specific_fields")).isEqualTo(Json.parse("""
                {"param":"prompt","code":"content_filter","status":400,
                 "innererror":{"code":"ResponsibleAIPolicyViolation",
                  "content_filter_result":{"violence":{"filtered":true,"severity":"high"}}},
                 "inner_error":{"code":"ResponsibleAIPolicyViolation",
                  "content_filter_result":{"violence":{"filtered":true,"severity":"high"}}},
                 "azure_error":{"type":null,"param":"prompt","code":"content_filter","status":400}}"""));
    }

    @Test
    void anotherGatewaysErrorKeepsItsClass() {
        String body = "{\"error\":{\"message\":\"litellm.ContextWindowExceededError: OpenAIException - rate limit\"}}";

        assertThat(read("litellm_proxy", 400, body)).isInstanceOf(ContextWindowExceededException.class);
        assertThat(read("openai", 400, body)).isInstanceOf(RateLimitException.class);
    }

    @Test
    void keysInMessagesAreMasked() {
        LlmException error = read(
                "openai", 401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-proj-1234567890abcd.\"}}");

        assertThat(error.getMessage()).doesNotContain("1234567890").contains("sk-***");
        assertThat(error(error).toJson()).doesNotContain("1234567890");
    }

    @Test
    void theWaitIsTakenFromTheHeaders() {
        LlmException error = DIALECT.readError(new VendorError(
                "openai", "gpt", 429, Map.of("retry-after", "9", "retry-after-ms", "250"), new byte[0]));

        assertThat(error.detail().retryAfter()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void anErrorWithoutTypeAndParamTellsNull() {
        LlmException error = new BadRequestException(ErrorDetail.of("temperature: \"hot\" (expected: a number)"));

        assertThat(error(error))
                .isEqualTo(Json.parse("{\"message\":\"temperature: \\\"hot\\\" (expected: a number)\","
                        + "\"type\":null,\"param\":null,\"code\":\"400\"}"));
    }

    @Test
    void aLimitHasATypeOfItsOwn() {
        assertThat(error(new RateLimitException("slow")).string("type")).isEqualTo("throttling_error");
    }

    @Test
    void anErrorInAStreamIsOneEvent() {
        LlmException error = new RateLimitException("slow");

        assertThat(DIALECT.writeErrorEvent(error, "r").data()).isEqualTo(DIALECT.writeError(error, "r"));
    }

    private static LlmException read(String provider, int status, String body) {
        return DIALECT.readError(
                new VendorError(provider, "gpt", status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonObject error(LlmException error) {
        JsonObject inner = Json.parseObject(DIALECT.writeError(error, null)).object("error");
        assertThat(inner).isNotNull();
        return inner == null ? JsonObject.EMPTY : inner;
    }
}

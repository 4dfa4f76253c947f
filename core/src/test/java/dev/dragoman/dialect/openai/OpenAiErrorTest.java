package dev.dragoman.dialect.openai;

import static dev.dragoman.dialect.openai.OpenAi.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiErrorTest {

    private static final String FILTERED = "{'error':{'message':'The prompt was blocked by the content policy.',"
            + "'type':null,'param':'prompt','code':'content_filter','status':400,'innererror':"
            + "{'code':'ResponsibleAIPolicyViolation','content_filter_result':{'violence':{'filtered':true}}}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400|{'error':{'message':'bad','type':'invalid_request_error','param':'n','code':null}}|BadRequestError|400
            400|{'error':{'message':'This model has a maximum context length of 8 tokens','code':'context_length_exceeded'}}|ContextWindowExceededError|400
            400|{'error':{'message':'Your request was rejected as a result of our safety system.','code':'content_policy_violation'}}|ContentPolicyViolationError|400
            400|{'error':{'message':'Invalid prompt: flagged as potentially violating our usage policy.'}}|ContentPolicyViolationError|400
            400|{'error':{'message':'Invalid user','code':'string_above_max_length'}}|BadRequestError|400
            401|{'error':{'message':'Incorrect API key provided','code':'invalid_api_key'}}|AuthenticationError|401
            401|{'statusCode':401,'message':'Unauthorized. Access token is missing, invalid'}|AuthenticationError|401
            403|{'error':{'message':'no','code':'unsupported_country_region_territory'}}|PermissionDeniedError|403
            404|{'error':{'message':'no such model','code':'model_not_found'}}|NotFoundError|404
            404|{'error':{'code':'DeploymentNotFound','message':'The API deployment does not exist.'}}|NotFoundError|404
            408|{}|Timeout|408
            409|{'error':{'message':'locked'}}|ConflictError|409
            413|{'error':{'message':'Request too large for gpt on tokens per min (TPM)','code':'rate_limit_exceeded'}}|RateLimitError|429
            422|{'detail':[{'loc':['body'],'msg':'field required'}]}|UnprocessableEntityError|422
            429|{'error':{'message':'Rate limit reached','code':'rate_limit_exceeded'}}|RateLimitError|429
            429|{'error':{'message':'You exceeded your current quota','code':'insufficient_quota'}}|RateLimitError|429
            500|{'error':{'message':'The server had an error','type':'server_error'}}|InternalServerError|500
            502|<html><body>Bad gateway: rate limit of the proxy</body></html>|BadGatewayError|502
            503|{'error':{'message':'slow down','code':'slow_down'}}|ServiceUnavailableError|503
            504||Timeout|504
            529|{'error':'overloaded'}|APIError|529
            """)
    void everyRefusalHasItsName(int status, String body, String name, int told) {
        LlmException error = read(status, body == null ? "" : body, Map.of());

        assertThat(error.errorName()).isEqualTo(name);
        assertThat(error.status()).isEqualTo(told);
        assertThat(error.getMessage()).isNotBlank();
        assertThat(error.detail().provider()).isEqualTo("openai");
    }

    @Test
    void azuresVerdictIsToldUnderAllItsNames() {
        LlmException error = read(400, FILTERED, Map.of());

        JsonObject written = Json.parseObject(DIALECT.writeError(error, null));
        assertThat(error.errorName()).isEqualTo("ContentPolicyViolationError");
        assertThat(OpenAi.at(written, "error", "type")).isEqualTo(new JsonString("invalid_request_error"));
        for (String name : new String[] {"innererror", "inner_error"}) {
            assertThat(OpenAi.at(
                            written, "error", "provider_specific_fields", name, "content_filter_result", "violence"))
                    .isEqualTo(OpenAi.object("{'filtered':true}"));
        }
        assertThat(OpenAi.at(written, "error", "provider_specific_fields", "azure_error", "code"))
                .isEqualTo(new JsonString("content_filter"));
    }

    @Test
    void theWrittenErrorNamesVendorAndCode() {
        LlmException error = read(400, "{'error':{'message':'bad','param':'n','code':null}}", Map.of());

        JsonObject written = Json.parseObject(DIALECT.writeError(error, null));

        assertThat(OpenAi.at(written, "error", "message"))
                .isEqualTo(new JsonString("litellm.BadRequestError: OpenAIException - bad"));
        assertThat(OpenAi.at(written, "error", "param")).isEqualTo(new JsonString("n"));
        assertThat(OpenAi.at(written, "error", "code")).isEqualTo(new JsonString("400"));
        assertThat(OpenAi.at(written, "error", "type")).isEqualTo(JsonNull.NULL);
    }

    @Test
    void theVendorsWaitIsKept() {
        assertThat(read(429, "{}", Map.of("retry-after", "3")).detail().retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(read(429, "{}", Map.of("retry-after", "3", "retry-after-ms", "20"))
                        .detail()
                        .retryAfter())
                .isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void keysInAMessageAreMasked() {
        LlmException error =
                read(401, "{'error':{'message':'Incorrect API key provided: sk-abcdefghijklmnop1234.'}}", Map.of());

        assertThat(error.getMessage()).doesNotContain("abcdefgh");
    }

    private static LlmException read(int status, String body, Map<String, String> headers) {
        return DIALECT.readError(new VendorError("openai", "m", status, headers, OpenAi.bytes(body)));
    }
}

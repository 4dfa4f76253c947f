package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs and prices told without a call. */
final class SpendCalculationTest {

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.startWith("""
                litellm_settings: {cost_margin_config: {azure: 0.1}}
                """);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0.00002|{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}
            0.0075|{"model":"openai","completion_response":{"usage":{"prompt_tokens":1000,"completion_tokens":500}}}
            0.0075|{"completion_response":{"model":"gpt-4o","usage":{"prompt_tokens":1000,"completion_tokens":500}}}
            0.00625|{"completion_response":{"model":"gpt-4o","usage":{"prompt_tokens":1000,"completion_tokens":500,"prompt_tokens_details":{"cached_tokens":1000}}}}
            0.00825|{"model":"azure","completion_response":{"usage":{"prompt_tokens":1000,"completion_tokens":500}}}
            0.003125|{"completion_response":{"model":"gpt-5","service_tier":"flex","usage":{"prompt_tokens":1000,"completion_tokens":500}}}
            0.0000885|{"model":"groq/llama-3.3-70b-versatile","completion_response":{"usage":{"prompt_tokens":150,"completion_tokens":0}}}
            """)
    void costsAreTold(double cost, String body) {
        HttpResponse<String> answer = gateway.post("/spend/calculate", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).number("cost")).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400|{}|completion_response, or model and messages
            400|{"messages":[]}|model: missing
            400|{"completion_response":{"model":"gpt-4o"}}|completion_response.usage: missing
            400|[]|no object
            404|{"model":"nobody/knows","messages":[]}|nobody/knows
            """)
    void aWrongQuestionIsAnsweredWithWhatIsWrong(int status, String body, String said) {
        HttpResponse<String> answer = gateway.post("/spend/calculate", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"/model/info", "/v1/model/info"})
    void deploymentsTellLimitsPricesAndAbilities(String path) {
        JsonObject info = entry(gateway.get(path), "model_name", "openai").object("model_info");

        assertThat(Objects.requireNonNull(info).number("input_cost_per_token")).isEqualTo(2.5e-6);
        assertThat(info.number("output_cost_per_token")).isEqualTo(1e-5);
        assertThat(info.integer("max_input_tokens")).isEqualTo(128_000);
        assertThat(info.integer("max_output_tokens")).isEqualTo(16_384);
        assertThat(info.bool("supports_vision")).isTrue();
        assertThat(info.string("litellm_provider")).isEqualTo("openai");
        assertThat(info.string("mode")).isEqualTo("chat");
        assertThat(info.string("id")).isNotEmpty();
    }

    @Test
    void oneDeploymentIsFoundByItsId() {
        String id = Objects.requireNonNull(entry(gateway.get("/model/info"), "model_name", "gemini")
                        .object("model_info"))
                .string("id");

        HttpResponse<String> answer = gateway.get("/model/info?litellm_model_id=" + id);

        assertThat(Json.parseObject(answer.body()).array("data")).hasSize(1);
        assertThat(answer.body()).contains("gemini-2.5-flash");
    }

    @Test
    void groupsTellWhatTheirDeploymentsCanDoTogether() {
        JsonObject group = entry(gateway.get("/model_group/info"), "model_group", "anthropic");

        assertThat(String.valueOf(group.get("providers"))).contains("anthropic");
        assertThat(group.number("input_cost_per_token")).isEqualTo(3e-6);
        assertThat(group.integer("max_input_tokens")).isPositive();
        assertThat(group.bool("supports_function_calling")).isTrue();
        assertThat(group.string("mode")).isEqualTo("chat");
        assertThat(group.array("supported_openai_params")).asString().contains("temperature");
        assertThat(Json.parseObject(gateway.get("/model_group/info?model_group=anthropic")
                                .body())
                        .array("data"))
                .hasSize(1);
    }

    @Test
    void whatIsNotKnownIsNull() {
        JsonObject info =
                entry(gateway.get("/model/info"), "model_name", "compatible").object("model_info");

        assertThat(Objects.requireNonNull(info).has("input_cost_per_token")).isTrue();
        assertThat(info.number("input_cost_per_token")).isNull();
    }

    private static JsonObject entry(HttpResponse<String> answer, String field, String value) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        for (var item : Objects.requireNonNull(Json.parseObject(answer.body()).array("data"))) {
            if (item instanceof JsonObject entry && value.equals(entry.string(field))) {
                return entry;
            }
        }
        throw new AssertionError("no " + value + " in " + answer.body());
    }
}

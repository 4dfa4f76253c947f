package dev.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.deployment.DeploymentCheck;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths that tell what the gateway would do. */
final class UtilityPathsTest {

    private static final String MORE = """
            litellm_settings: {drop_params: false}
            """;

    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = Gateway.startWith(MORE);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"openai,logit_bias", "anthropic,thinking", "compatible,seed", "perplexity/sonar,web_search_options"})
    void theParametersOfAModelAreTold(String model, String parameter) {
        HttpResponse<String> answer = gateway.get("/utils/supported_openai_params?model=" + model);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).array("supported_openai_params"))
                .asString()
                .contains(parameter);
    }

    @Test
    void theParametersOfAnUnknownModelAreNotFound() {
        HttpResponse<String> answer = gateway.get("/utils/supported_openai_params?model=nobody/x");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("nobody/x");
    }

    @ParameterizedTest
    @CsvSource({
        "openai,/v1/chat/completions,gpt-4o",
        "compatible,/v1/chat/completions,some-model",
        "anthropic,/v1/messages,claude-sonnet-4-5"
    })
    void theVendorsRequestIsShownWithoutBeingSentAndWithoutItsKey(String model, String path, String name) {
        HttpResponse<String> answer = gateway.post(
                "/utils/transform_request",
                "{\"call_type\":\"completion\",\"request_body\":" + Gateway.question(model, false) + "}");

        JsonObject shown = Json.parseObject(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(shown.string("raw_request_api_base"))
                .startsWith("http://127.0.0.1:")
                .endsWith(path);
        assertThat(shown.get("raw_request_body")).asString().contains(name).contains("Say hi");
        assertThat(shown.get("raw_request_headers"))
                .asString()
                .contains("*****")
                .doesNotContain("sk-x");
        assertThat(gateway.vendor(model).requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}|request_body
            {"request_body":{}}|request_body.model
            {"call_type":"nonsense","request_body":{"model":"openai"}}|call_type
            []|no object
            {|not valid JSON
            """)
    void aWrongQuestionIsAnsweredWithWhatIsWrong(String body, String said) {
        HttpResponse<String> answer = gateway.post("/utils/transform_request", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            groq/llama|GROQ_API_KEY
            cloudflare/llama|account_id: missing
            hosted_vllm/llama|HOSTED_VLLM_API_BASE
            langgraph/agent|serves no chat
            """)
    void whatAProviderLacksIsToldAtTheStart(String model, String said, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("config.yaml"),
                "model_list: [{model_name: it, litellm_params: {model: " + model + "}}]");
        DeploymentCheck check = new DeploymentCheck(Providers.builtIn(), Catalog.builtIn());

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigLoader.load(file, new Environment(Map.of()), check))
                .withMessageContaining(file + ":1")
                .withMessageContaining(said);
    }
}

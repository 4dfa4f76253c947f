package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageTokensCount;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients learn how many tokens a conversation has before they hold it, of every vendor's models. */
final class CountTokensTest {

    private static final String CONTENTS = """
            "contents":[{"role":"user","parts":[{"text":"What now?"}]}]""";

    private static Gateway gateway;
    private static AnthropicClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = AnthropicClients.of(gateway);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @BeforeEach
    void forget() {
        for (String model :
                List.of("openai", "azure", "anthropic", "gemini", "bedrock", "compatible", "vertex-gemini")) {
            gateway.vendor(model).forgetRequests();
        }
    }

    @EveryVendor
    void anthropicsClientCountsAtEveryVendor(String model) {
        MessageTokensCount count = client.messages().countTokens(question(model));

        assertThat(count.inputTokens()).isPositive();
    }

    @EveryVendor
    void googlesClientsCountAtEveryVendor(String model) {
        HttpResponse<String> answer = gateway.post("/v1beta/models/" + model + ":countTokens", "{" + CONTENTS + "}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).integer("totalTokens")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic,/v1/messages/count_tokens",
        "gemini,/v1beta/models/gemini-2.5-flash:countTokens",
        "bedrock,/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens",
        "vertex-gemini,/publishers/google/models/gemini-2.5-flash:countTokens",
        "vertex-claude,/publishers/anthropic/models/count-tokens:rawPredict",
    })
    void vendorsThatCountAreAsked(String model, String path) {
        MessageTokensCount count = client.messages().countTokens(question(model));

        RecordedRequest asked = gateway.vendor(model).requests().getLast();
        String body = new String(asked.body(), StandardCharsets.UTF_8);
        assertThat(asked.path()).endsWith(path);
        assertThat(body).contains("What now?").contains("Be brief.").contains(Weather.TOOL);
        assertThat(count.inputTokens()).isEqualTo(TokenUsage.estimate(counted(model, asked, body)));
    }

    /** The fake of Vertex AI counts what it passes on inside, which is not what came. */
    private static int counted(String model, RecordedRequest asked, String body) {
        if (model.equals("vertex-gemini")) {
            return body.length()
                    + "{\"generateContentRequest\":}".length()
                    + ",\"model\":\"models/gemini-2.5-flash\"".length();
        }
        return model.equals("vertex-claude")
                ? body.length() - ",\"anthropic_version\":\"vertex-2023-10-16\"".length()
                : asked.body().length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "compatible", "bedrock-key", "vertex-open"})
    void noVendorIsAskedThatCannotCount(String model) {
        client.messages().countTokens(question(model));

        assertThat(gateway.vendor(model).requests())
                .noneMatch(request -> !request.path().endsWith("/token"));
    }

    @Test
    void aModelThatBedrockDoesNotCountIsEstimated() {
        Gateway other = Gateway.startOf("""
                model_list:
                  - model_name: claude
                    litellm_params: {model: bedrock/eu.anthropic.claude-uncounted-v1:0, api_key: ABSK-x, api_base: "%s"}
                """.formatted(gateway.bedrock.baseUrl()));
        String question = "{\"model\":\"claude\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

        HttpResponse<String> answer = other.post("/v1/messages/count_tokens", question);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).integer("input_tokens")).isPositive();
        assertThat(gateway.bedrock.lastRequest().path()).contains("/model/anthropic.claude-uncounted-v1%3A0/");
        other.close();
    }

    @Test
    void anEstimateGrowsWithWhatIsSaid() {
        long small = client.messages().countTokens(question("openai")).inputTokens();
        long large = client.messages()
                .countTokens(question("openai").toBuilder()
                        .addUserMessage("x".repeat(400))
                        .build())
                .inputTokens();

        assertThat(large - small).isGreaterThan(40);
    }

    @Test
    void aCountCostsNothing() {
        client.messages().countTokens(question("anthropic"));

        assertThat(gateway.get("/metrics").body().lines())
                .noneMatch(line -> line.startsWith("litellm_input_tokens_metric_total{"));
    }

    @Test
    void theWholeRequestOfGooglesClientsIsCounted() {
        gateway.post(
                "/v1beta/models/gemini:countTokens",
                "{\"generateContentRequest\":{\"model\":\"models/any\",\"systemInstruction\":{\"parts\":[{\"text\":\"Be"
                        + " brief.\"}]}," + CONTENTS + "}}");

        JsonObject asked = Json.parseObject(gateway.gemini.requests().getLast().body());
        JsonObject whole = Objects.requireNonNull(asked.object("generateContentRequest"));
        assertThat(whole.string("model")).isEqualTo("models/gemini-2.5-flash");
        assertThat(whole.has("systemInstruction")).isTrue();
    }

    @Test
    void aVendorsRefusalIsToldInTheClientsForm() {
        HttpResponse<String> unread = gateway.post("/v1/messages/count_tokens", "{\"model\":\"openai\"}");
        HttpResponse<String> unknown = gateway.post("/v1beta/models/nobody:countTokens", "{" + CONTENTS + "}");
        HttpResponse<String> wrong = gateway.post(
                "/v1/messages/count_tokens",
                "{\"model\":\"anthropic\",\"messages\":[{\"role\":\"robot\",\"content\":\"a\"}]}");

        assertThat(unread.statusCode()).isEqualTo(400);
        assertThat(unread.body()).contains("\"type\":\"error\"").contains("messages");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("INVALID_ARGUMENT");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("\"type\":\"error\"").contains("invalid_request_error");
    }

    private static MessageCountTokensParams question(String model) {
        return MessageCountTokensParams.builder()
                .model(model)
                .system("Be brief.")
                .addTool(AnthropicClients.weather())
                .addUserMessage("What now?")
                .build();
    }
}

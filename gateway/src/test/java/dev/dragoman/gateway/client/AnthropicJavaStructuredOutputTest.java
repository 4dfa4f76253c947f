package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StructuredMessage;
import com.anthropic.models.messages.StructuredMessageCreateParams;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Anthropic's own Java client reads the answers of every vendor into a class. */
final class AnthropicJavaStructuredOutputTest {

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

    @EveryVendor
    void anAnswerIsReadIntoAClass(String model) {
        gateway.vendor(model).answers(Answer.text(Forecast.OF_OSLO_IN_JSON));

        StructuredMessage<Forecast> answer = client.messages().create(structured(model));

        assertThat(answer.content().getFirst().asText().text()).isEqualTo(Forecast.OF_OSLO);
    }

    @EveryVendor
    void theSchemaOfTheClassReachesTheVendor(String model) {
        gateway.vendor(model).answers(Answer.text(Forecast.OF_OSLO_IN_JSON));

        client.messages().create(structured(model));

        // Bedrock takes the schema as a text.
        assertThat(gateway.vendor(model).lastRequest().text().replace("\\\"", "\""))
                .contains("\"days\":{", "\"degrees\":{", "What is above")
                .containsAnyOf(
                        "json_schema",
                        "JSON_SCHEMA",
                        "responseJsonSchema",
                        "responseSchema",
                        "json_tool_call",
                        "\"format\":{");
    }

    @EveryVendor
    void aStreamCollectsToAClass(String model) {
        gateway.vendor(model).answers(Answer.text(Forecast.OF_OSLO_IN_JSON));
        MessageAccumulator accumulator = MessageAccumulator.create();

        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(structured(model))) {
            stream.stream().forEach(accumulator::accumulate);
        }

        assertThat(accumulator
                        .message(Forecast.class)
                        .content()
                        .getFirst()
                        .asText()
                        .text())
                .isEqualTo(Forecast.OF_OSLO);
    }

    private static StructuredMessageCreateParams<Forecast> structured(String model) {
        return AnthropicClients.question(model).outputConfig(Forecast.class).build();
    }
}

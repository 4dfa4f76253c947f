package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Anthropic's own Java client talks through the gateway to every vendor. */
final class AnthropicJavaClientTest {

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
    void aWholeAnswerComesBackFromEveryVendor(String model) {
        gateway.vendor(model).answers(Answer.text("Hello from far away"));

        Message answer =
                client.messages().create(AnthropicClients.question(model).build());

        assertThat(answer.content().getFirst().asText().text()).isEqualTo("Hello from far away");
        assertThat(answer.stopReason().orElseThrow().asString()).isEqualTo("end_turn");
        assertThat(answer.usage().outputTokens()).isPositive();
    }

    @EveryVendor
    void aStreamCollectsToTheWholeAnswer(String model) {
        gateway.vendor(model).answers(Answer.text("one two three four five six seven eight 👋"));
        MessageAccumulator accumulator = MessageAccumulator.create();

        try (StreamResponse<RawMessageStreamEvent> stream = client.messages()
                .createStreaming(AnthropicClients.question(model).build())) {
            stream.stream().forEach(accumulator::accumulate);
        }

        Message answer = accumulator.message();
        assertThat(answer.content().getFirst().asText().text()).isEqualTo("one two three four five six seven eight 👋");
        assertThat(answer.stopReason().orElseThrow().asString()).isEqualTo("end_turn");
        assertThat(answer.usage().outputTokens()).isPositive();
    }
}

package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's own Java client talks through the gateway to every vendor. */
final class AnthropicJavaClientTest {

    private static Gateway gateway;
    private static AnthropicClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = client(Gateway.KEY);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai",
                "azure",
                "anthropic",
                "gemini",
                "compatible",
                "vertex-gemini",
                "vertex-claude",
                "vertex-open"
            })
    void aWholeAnswerComesBackFromEveryVendor(String model) {
        gateway.vendor(model).answers(Answer.text("Hello from far away"));

        Message answer = client.messages().create(question(model));

        assertThat(answer.content().getFirst().asText().text()).isEqualTo("Hello from far away");
        assertThat(answer.stopReason().orElseThrow().asString()).isEqualTo("end_turn");
        assertThat(answer.usage().outputTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai",
                "azure",
                "anthropic",
                "gemini",
                "compatible",
                "vertex-gemini",
                "vertex-claude",
                "vertex-open"
            })
    void aStreamCollectsToTheWholeAnswer(String model) {
        gateway.vendor(model).answers(Answer.text("one two three four five six seven eight 👋"));
        MessageAccumulator accumulator = MessageAccumulator.create();

        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(question(model))) {
            stream.stream().forEach(accumulator::accumulate);
        }

        assertThat(accumulator.message().content().getFirst().asText().text())
                .isEqualTo("one two three four five six seven eight 👋");
        assertThat(accumulator.message().usage().outputTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "vertex-claude"})
    void aRateLimitIsARateLimitFromEveryVendor(String model) {
        gateway.vendor(model).answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(7))));

        assertThatThrownBy(() -> client.messages().create(question(model))).isInstanceOf(RateLimitException.class);
    }

    @Test
    void aWrongKeyIsRefused() {
        AnthropicClient stranger = client("sk-wrong-key-of-a-stranger");

        assertThatThrownBy(() -> stranger.messages().create(question("openai")))
                .isInstanceOf(UnauthorizedException.class);
        stranger.close();
    }

    private static AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(gateway.url())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static MessageCreateParams question(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(200)
                .system("Be brief.")
                .addUserMessage("What now?")
                .build();
    }
}

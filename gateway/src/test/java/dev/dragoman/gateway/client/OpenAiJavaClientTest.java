package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client talks through the gateway to every vendor. */
final class OpenAiJavaClientTest {

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = OpenAiClients.of(gateway);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @EveryVendor
    void aWholeAnswerComesBackFromEveryVendor(String model) {
        gateway.vendor(model).answers(Answer.text("Grüße aus Köln 👋"));

        ChatCompletion answer =
                client.chat().completions().create(OpenAiClients.question(model).build());

        assertThat(answer.choices().getFirst().message().content()).contains("Grüße aus Köln 👋");
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(answer.model()).isEqualTo(model);
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
    }

    @EveryVendor
    void aStreamCollectsToTheWholeAnswer(String model) {
        gateway.vendor(model).answers(Answer.text("one two three four five six seven eight 👋"));
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(OpenAiClients.question(model)
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            stream.stream().forEach(accumulator::accumulate);
        }

        ChatCompletion answer = accumulator.chatCompletion();
        assertThat(answer.choices().getFirst().message().content())
                .contains("one two three four five six seven eight 👋");
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
    }

    @Test
    void theModelsAreListed() {
        assertThat(client.models().list().data().stream().map(model -> model.id()))
                .contains("openai", "anthropic", "wild/*");
    }
}

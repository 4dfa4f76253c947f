package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own Java client talks through the gateway to every vendor. */
final class OpenAiJavaClientTest {

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = client(Gateway.KEY, 0);
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
        gateway.vendor(model).answers(Answer.text("Grüße aus Köln 👋"));

        ChatCompletion answer =
                client.chat().completions().create(question(model).build());

        assertThat(answer.choices().getFirst().message().content()).contains("Grüße aus Köln 👋");
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(answer.model()).isEqualTo(model);
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
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
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(question(model)
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            stream.stream().forEach(accumulator::accumulate);
        }

        ChatCompletion answer = accumulator.chatCompletion();
        assertThat(answer.choices().getFirst().message().content())
                .contains("one two three four five six seven eight 👋");
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
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
    void aToolCallComesBackWithItsArguments(String model) {
        gateway.vendor(model).answers(Answer.toolCall("weather", "{\"city\":\"Oslo\"}"));

        ChatCompletion answer = client.chat()
                .completions()
                .create(question(model).addTool(weather()).build());

        List<ChatCompletionMessageToolCall> calls =
                answer.choices().getFirst().message().toolCalls().orElseThrow();
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().asFunction().function().name()).isEqualTo("weather");
        assertThat(calls.getFirst().asFunction().function().arguments().replace(" ", ""))
                .isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
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
    void aRateLimitIsARateLimitFromEveryVendor(String model) {
        gateway.vendor(model).answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(7))));

        assertThatThrownBy(
                        () -> client.chat().completions().create(question(model).build()))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        limit -> assertThat(limit.headers().values("retry-after"))
                                .containsExactly("7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "anthropic", "gemini"})
    void aPromptThatIsTooLongIsABadRequest(String model) {
        gateway.vendor(model).answers(Answer.error(ErrorKind.CONTEXT_TOO_LONG));

        assertThatThrownBy(
                        () -> client.chat().completions().create(question(model).build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("ContextWindowExceededError");
    }

    @Test
    void azuresFilterVerdictIsPassedOn() {
        gateway.azure.answers(Answer.error(ErrorKind.CONTENT_FILTERED));

        assertThatThrownBy(() ->
                        client.chat().completions().create(question("azure").build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused ->
                                assertThat(refused.body().toString()).contains("innererror", "content_filter_result"));
    }

    @Test
    void theClientsOwnRetriesReachTheVendorAgain() {
        gateway.openai.answers(Answer.error(ErrorKind.SERVER_ERROR), Answer.text("second try"));
        try (OpenAIClientHandle retrying = new OpenAIClientHandle(client(Gateway.KEY, 2))) {
            ChatCompletion answer = retrying.client()
                    .chat()
                    .completions()
                    .create(question("openai").build());

            assertThat(answer.choices().getFirst().message().content()).contains("second try");
        }
    }

    @Test
    void aWrongKeyIsRefused() {
        try (OpenAIClientHandle stranger = new OpenAIClientHandle(client("sk-wrong-key-of-a-stranger", 0))) {
            assertThatThrownBy(() -> stranger.client()
                            .chat()
                            .completions()
                            .create(question("openai").build()))
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    @Test
    void anUnknownModelIsABadRequestThatNamesIt() {
        assertThatThrownBy(() ->
                        client.chat().completions().create(question("nobody").build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void theModelsAreListed() {
        assertThat(client.models().list().data().stream().map(model -> model.id()))
                .contains("openai", "anthropic", "wild/*");
    }

    private record OpenAIClientHandle(OpenAIClient client) implements AutoCloseable {

        @Override
        public void close() {
            client.close();
        }
    }

    private static OpenAIClient client(String key, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(key)
                .maxRetries(retries)
                .build();
    }

    private static ChatCompletionCreateParams.Builder question(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addSystemMessage("Be brief.")
                .addUserMessage("What now?")
                .maxCompletionTokens(200);
    }

    private static ChatCompletionFunctionTool weather() {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("weather")
                        .description("The weather of a city")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                                .build())
                        .build())
                .build();
    }
}

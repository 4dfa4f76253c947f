package dev.dragoman.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.dragoman.Dragoman;
import dev.dragoman.library.Vendors;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client asks vendors of four dialects. */
final class ChatClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vendors vendors = new Vendors();
    private final Dragoman dragoman = vendors.builder().retries(0).build();
    private final OpenAIClient client = DragomanOpenAi.client(dragoman);

    @AfterEach
    void stop() {
        client.close();
        dragoman.close();
        vendors.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void everyVendorAnswers(String model) {
        vendors.of(model).answers(Answer.text("4 °C").usage(TokenUsage.of(12, 3)));

        ChatCompletion answer =
                client.chat().completions().create(question(model).build());

        assertThat(answer.choices().getFirst().message().content()).contains("4 °C");
        assertThat(answer.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(12);
        assertThat(answer.model()).isEqualTo(model);
        answer.validate();
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void everyVendorStreams(String model) {
        vendors.of(model)
                .answers(Answer.text("Grüße aus Oslo")
                        .usage(TokenUsage.of(12, 3))
                        .streamed(Streaming.BURST.pieceLength(3)));
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams params = question(model)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }

        ChatCompletion answer = accumulator.chatCompletion();
        assertThat(answer.choices().getFirst().message().content()).contains("Grüße aus Oslo");
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void toolsGoRound(String model) {
        vendors.of(model).answers(Answer.toolCall("weather", "{\"city\":\"Oslo\"}"), Answer.text("It is cold."));
        ChatCompletionCreateParams.Builder params = question(model).addTool(weather());

        ChatCompletionMessage asks = client.chat()
                .completions()
                .create(params.build())
                .choices()
                .getFirst()
                .message();
        ChatCompletionMessageFunctionToolCall call =
                asks.toolCalls().orElseThrow().getFirst().asFunction();
        params.addMessage(asks)
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content("{\"celsius\":-4}")
                        .build());
        ChatCompletion tells = client.chat().completions().create(params.build());

        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).contains("Oslo");
        assertThat(tells.choices().getFirst().message().content()).contains("It is cold.");
        assertThat(vendors.of(model).lastRequest().text()).contains("celsius");
    }

    static Stream<Arguments> kinds() {
        Map<ErrorKind, Class<? extends OpenAIServiceException>> classes = Map.of(
                ErrorKind.BAD_REQUEST, BadRequestException.class,
                ErrorKind.INVALID_KEY, UnauthorizedException.class,
                ErrorKind.PERMISSION_DENIED, PermissionDeniedException.class,
                ErrorKind.NOT_FOUND, NotFoundException.class,
                ErrorKind.RATE_LIMITED, RateLimitException.class,
                ErrorKind.SERVER_ERROR, InternalServerException.class);
        return classes.entrySet().stream()
                .flatMap(row -> Stream.of(Vendors.OPENAI, Vendors.ANTHROPIC)
                        .map(model -> Arguments.of(model, row.getKey(), row.getValue())));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRefusalIsTheClientsOwnException(String model, ErrorKind kind, Class<? extends OpenAIServiceException> type) {
        vendors.of(model).answers(Answer.error(VendorError.of(kind).message("so it is")));

        assertThatExceptionOfType(type)
                .isThrownBy(
                        () -> client.chat().completions().create(question(model).build()))
                .withMessageContaining("so it is");
    }

    @Test
    void aFailureIsRepeatedByTheLibraryAndNotOnceMoreByTheClient() {
        Answer busy = Answer.error(VendorError.rateLimited(Duration.ofMillis(1)));
        vendors.of("openai").answers(busy, busy, Answer.text("too late"));
        OpenAIClient eager = client.withOptions(options -> options.maxRetries(5));
        try (Dragoman twice = vendors.builder().retries(1).build()) {
            OpenAIClient patient = DragomanOpenAi.client(twice).withOptions(options -> options.maxRetries(5));

            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() -> patient.chat()
                            .completions()
                            .create(question(Vendors.OPENAI).build()));
            assertThat(vendors.of("openai").requests()).hasSize(2);
        }
        assertThat(eager.chat()
                        .completions()
                        .create(question(Vendors.OPENAI).build())
                        .choices())
                .hasSize(1);
    }

    @Test
    void aStreamThatBreaksOffIsTheClientsSseException() {
        vendors.of("anthropic")
                .answers(Answer.text("one two three four five six")
                        .streamed(
                                Streaming.BURST.pieceLength(4).failingAfter(4, VendorError.of(ErrorKind.OVERLOADED))));

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(question(Vendors.ANTHROPIC).build())) {
            assertThatExceptionOfType(SseException.class)
                    .isThrownBy(() -> stream.stream().collect(Collectors.toList()));
        }
    }

    @Test
    void aStreamThatIsClosedEarlyClosesTheVendorsConnection() {
        vendors.of("openai").answers(Answer.text("one two").with(new Fault.SilentAfter(3)));

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(question(Vendors.OPENAI).build())) {
            assertThat(stream.stream().limit(1).toList()).hasSize(1);
        }

        assertThat(vendors.of("openai").lastRequest().clientGone(LONG)).isTrue();
    }

    @Test
    void aRequestHasItsOwnTimeout() {
        vendors.of("openai").answers(Answer.fault(Fault.hang()));

        assertThatExceptionOfType(UnexpectedStatusCodeException.class)
                .isThrownBy(() -> client.chat()
                        .completions()
                        .create(
                                question(Vendors.OPENAI).build(),
                                RequestOptions.builder()
                                        .timeout(Duration.ofMillis(200))
                                        .build()))
                .satisfies(late -> assertThat(late.statusCode()).isEqualTo(408));
        assertThat(vendors.of("openai").lastRequest().clientGone(LONG)).isTrue();
    }

    @Test
    void furtherFieldsAndMembersReachTheVendorAndTheClientsKeyDoesNot() {
        client.chat()
                .completions()
                .create(question(Vendors.OPENAI)
                        .putAdditionalHeader("X-Trace", "t-1")
                        .putAdditionalBodyProperty("prompt_cache_key", JsonValue.from("k-1"))
                        .build());

        var request = vendors.of("openai").lastRequest();
        assertThat(request.header("x-trace")).contains("t-1");
        assertThat(request.header("authorization")).contains("Bearer key-1");
        assertThat(request.header("x-stainless-lang")).isEmpty();
        assertThat(request.text()).contains("\"prompt_cache_key\":\"k-1\"");
    }

    @Test
    void whatWasLeftOutIsTold() {
        try (Dragoman lenient = vendors.builder().dropParams(true).build();
                HttpResponseFor<ChatCompletion> answer = DragomanOpenAi.client(lenient)
                        .chat()
                        .completions()
                        .withRawResponse()
                        .create(question(Vendors.ANTHROPIC).presencePenalty(0.5).build())) {
            assertThat(answer.headers().values("x-dragoman-dropped-params")).containsExactly("presence_penalty");
        }
    }

    @Test
    void whatIsNotAnsweredInProcessDoesNotExist() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.models().list())
                .withMessageContaining("GET /models is not answered in process");
    }

    @Test
    void queryParametersAreRefused() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client.chat()
                        .completions()
                        .create(question(Vendors.OPENAI)
                                .putAdditionalQueryParam("api-version", "1")
                                .build()))
                .withMessageContaining("api-version");
    }

    @Test
    void aFieldThatIsNoLineOfTextIsABadRequest() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client.chat()
                        .completions()
                        .create(question(Vendors.OPENAI)
                                .putAdditionalHeader("X-Trace", "one\ntwo")
                                .build()))
                .withMessageContaining("x-trace");
        assertThat(vendors.of("openai").requests()).isEmpty();
    }

    @Test
    void aModelOfNoProviderIsABadRequest() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client.chat()
                        .completions()
                        .create(question("opnai/gpt-4o").build()))
                .withMessageContaining("perhaps openai");
    }

    @Test
    void theEnvironmentIsEnoughForTheEcho() {
        OpenAIClient own = DragomanOpenAi.client();

        ChatCompletion answer =
                own.chat().completions().create(question("mock/echo").build());
        own.close();

        assertThat(answer.choices().getFirst().message().content()).contains("Weather in Oslo?");
    }

    private static ChatCompletionCreateParams.Builder question(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .maxCompletionTokens(50)
                .addUserMessage("Weather in Oslo?");
    }

    private static ChatCompletionFunctionTool weather() {
        FunctionParameters schema = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .build();
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("weather")
                        .description("Tells the weather")
                        .parameters(schema)
                        .build())
                .build();
    }
}

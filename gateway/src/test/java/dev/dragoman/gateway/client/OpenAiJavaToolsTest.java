package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** OpenAI's own Java client lets models of every vendor call tools. */
final class OpenAiJavaToolsTest {

    private static Gateway gateway;
    private static OpenAIClient client;

    /** The arguments as the client's own reader makes them from the call. */
    private record Place(@JsonProperty("city") String city) {}

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
    void aToolCallComesBackWithItsArguments(String model) {
        gateway.vendor(model).answers(Answer.toolCall(Weather.TOOL, "{\"city\":\"Oslo\"}"));

        ChatCompletion answer = client.chat().completions().create(offer(model).build());

        assertThat(cities(message(answer))).containsExactly("Oslo");
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
    }

    @EveryVendorThatObeys
    void aDemandedToolIsDemandedOfTheVendor(String model) {
        gateway.vendor(model).answers(Answer.toolCall(Weather.TOOL, "{\"city\":\"Oslo\"}"));

        ChatCompletion answer = client.chat()
                .completions()
                .create(offer(model)
                        .toolChoice(ChatCompletionNamedToolChoice.builder()
                                .function(ChatCompletionNamedToolChoice.Function.builder()
                                        .name(Weather.TOOL)
                                        .build())
                                .build())
                        .build());

        assertThat(cities(message(answer))).containsExactly("Oslo");
        assertThat(gateway.vendor(model).lastRequest().text())
                .containsAnyOf(
                        "\"tool_choice\":{",
                        "\"tool_choice\":\"REQUIRED\"",
                        "\"toolChoice\":{\"tool\":{",
                        "\"allowedFunctionNames\":[\"weather\"]");
    }

    @EveryVendor
    void twoCallsAtOnceComeBackInOrderUnderTheirOwnIds(String model) {
        gateway.vendor(model).answers(Weather.twoCalls());

        ChatCompletion answer = client.chat().completions().create(offer(model).build());

        assertThat(cities(message(answer))).containsExactly("Oslo", "Rome");
        assertThat(calls(message(answer))).extracting(call -> call.id()).doesNotHaveDuplicates();
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
    }

    @EveryVendor
    void twoCallsAtOnceCollectFromAStream(String model) {
        gateway.vendor(model).answers(Weather.twoCalls());

        ChatCompletion answer = streamed(offer(model).build());

        assertThat(cities(message(answer))).containsExactly("Oslo", "Rome");
        assertThat(calls(message(answer))).extracting(call -> call.id()).doesNotHaveDuplicates();
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
    }

    @EveryVendor
    void theResultsReachTheCallsThatTheyAnswer(String model) {
        gateway.vendor(model).answers(Weather.twoCalls(), Answer.text("Rome is warmer"));
        ChatCompletion asked = client.chat().completions().create(offer(model).build());

        ChatCompletion answer = client.chat()
                .completions()
                .create(withResults(offer(model), message(asked)).build());

        assertThat(message(answer).content()).contains("Rome is warmer");
        assertThat(ToolResults.byCity(model, gateway.vendor(model).lastRequest().json()))
                .isEqualTo(Weather.RESULTS);
    }

    @EveryVendor
    void theResultsReachTheCallsOfAStream(String model) {
        gateway.vendor(model).answers(Weather.twoCalls(), Answer.text("Rome is warmer"));
        ChatCompletion asked = streamed(offer(model).build());

        ChatCompletion answer =
                streamed(withResults(offer(model), message(asked)).build());

        assertThat(message(answer).content()).contains("Rome is warmer");
        assertThat(ToolResults.byCity(model, gateway.vendor(model).lastRequest().json()))
                .isEqualTo(Weather.RESULTS);
    }

    private static ChatCompletionCreateParams.Builder offer(String model) {
        return OpenAiClients.question(model).addTool(OpenAiClients.weather());
    }

    /** The results come in another order than the calls, as they do when tools take their time. */
    private static ChatCompletionCreateParams.Builder withResults(
            ChatCompletionCreateParams.Builder request, ChatCompletionMessage asked) {
        request.addMessage(asked);
        calls(asked)
                .reversed()
                .forEach(call -> request.addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content(Weather.RESULTS.getOrDefault(city(call), "unknown"))
                        .build()));
        return request;
    }

    private static ChatCompletion streamed(ChatCompletionCreateParams request) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(request)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static ChatCompletionMessage message(ChatCompletion answer) {
        return answer.choices().getFirst().message();
    }

    private static List<String> cities(ChatCompletionMessage message) {
        return calls(message).stream().map(OpenAiJavaToolsTest::city).toList();
    }

    private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletionMessage message) {
        return message.toolCalls().orElseThrow().stream()
                .map(ChatCompletionMessageToolCall::asFunction)
                .toList();
    }

    private static String city(ChatCompletionMessageFunctionToolCall call) {
        return call.function().arguments(Place.class).city();
    }
}

package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Anthropic's own Java client lets models of every vendor call tools. */
final class AnthropicJavaToolsTest {

    private static Gateway gateway;
    private static AnthropicClient client;

    /** The input as the client's own reader makes it from the call. */
    private record Place(@JsonProperty("city") String city) {}

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
    void aToolCallComesBackWithItsInput(String model) {
        gateway.vendor(model).answers(Answer.toolCall(Weather.TOOL, "{\"city\":\"Oslo\"}"));

        Message answer = client.messages().create(offer(model).build());

        assertThat(cities(answer)).containsExactly("Oslo");
        assertThat(answer.stopReason().orElseThrow().asString()).isEqualTo("tool_use");
    }

    @EveryVendorThatObeys
    void aDemandedToolIsDemandedOfTheVendor(String model) {
        gateway.vendor(model).answers(Answer.toolCall(Weather.TOOL, "{\"city\":\"Oslo\"}"));

        Message answer = client.messages()
                .create(offer(model).toolToolChoice(Weather.TOOL).build());

        assertThat(cities(answer)).containsExactly("Oslo");
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

        Message answer = client.messages().create(offer(model).build());

        assertThat(cities(answer)).containsExactly("Oslo", "Rome");
        assertThat(calls(answer)).extracting(ToolUseBlock::id).doesNotHaveDuplicates();
        assertThat(answer.stopReason().orElseThrow().asString()).isEqualTo("tool_use");
    }

    @EveryVendor
    void twoCallsAtOnceCollectFromAStream(String model) {
        gateway.vendor(model).answers(Weather.twoCalls());

        Message answer = streamed(offer(model).build());

        assertThat(cities(answer)).containsExactly("Oslo", "Rome");
        assertThat(calls(answer)).extracting(ToolUseBlock::id).doesNotHaveDuplicates();
        assertThat(answer.stopReason().orElseThrow().asString()).isEqualTo("tool_use");
    }

    @EveryVendor
    void theResultsReachTheCallsThatTheyAnswer(String model) {
        gateway.vendor(model).answers(Weather.twoCalls(), Answer.text("Rome is warmer"));
        Message asked = client.messages().create(offer(model).build());

        Message answer =
                client.messages().create(withResults(offer(model), asked).build());

        assertThat(answer.content().getFirst().asText().text()).isEqualTo("Rome is warmer");
        assertThat(ToolResults.byCity(model, gateway.vendor(model).lastRequest().json()))
                .isEqualTo(Weather.RESULTS);
    }

    @EveryVendor
    void theResultsReachTheCallsOfAStream(String model) {
        gateway.vendor(model).answers(Weather.twoCalls(), Answer.text("Rome is warmer"));
        Message asked = streamed(offer(model).build());

        Message answer = streamed(withResults(offer(model), asked).build());

        assertThat(answer.content().getFirst().asText().text()).isEqualTo("Rome is warmer");
        assertThat(ToolResults.byCity(model, gateway.vendor(model).lastRequest().json()))
                .isEqualTo(Weather.RESULTS);
    }

    private static MessageCreateParams.Builder offer(String model) {
        return AnthropicClients.question(model).addTool(AnthropicClients.weather());
    }

    /** The results come in another order than the calls, as they do when tools take their time. */
    private static MessageCreateParams.Builder withResults(MessageCreateParams.Builder request, Message asked) {
        List<ContentBlockParam> results = calls(asked).reversed().stream()
                .map(call -> ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                        .toolUseId(call.id())
                        .content(Weather.RESULTS.getOrDefault(city(call), "unknown"))
                        .build()))
                .toList();
        return request.addMessage(asked).addUserMessageOfContentBlockParams(results);
    }

    private static Message streamed(MessageCreateParams request) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(request)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static List<String> cities(Message message) {
        return calls(message).stream().map(AnthropicJavaToolsTest::city).toList();
    }

    private static List<ToolUseBlock> calls(Message message) {
        return message.content().stream()
                .filter(ContentBlock::isToolUse)
                .map(ContentBlock::asToolUse)
                .toList();
    }

    private static String city(ToolUseBlock call) {
        return Objects.requireNonNull(call._input().convert(Place.class)).city();
    }
}

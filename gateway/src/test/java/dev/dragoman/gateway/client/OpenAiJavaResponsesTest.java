package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.StructuredResponse;
import com.openai.models.responses.ToolChoiceFunction;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Stop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** OpenAI's own Java client asks models of every vendor for responses. */
final class OpenAiJavaResponsesTest {

    private static Gateway gateway;
    private static OpenAIClient client;

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

    private static ResponseCreateParams.Builder question(String model) {
        return ResponseCreateParams.builder()
                .model(model)
                .instructions("Be brief.")
                .input("What now?")
                .maxOutputTokens(200);
    }

    @EveryVendor
    void anAnswerHasAllThatTheClientExpects(String model) {
        gateway.vendor(model).answers(Answer.text("Grüezi 🏔"));

        Response answer = client.responses().create(question(model).build());

        answer.validate();
        assertThat(text(answer)).isEqualTo("Grüezi 🏔");
        assertThat(answer.status()).contains(ResponseStatus.COMPLETED);
        assertThat(answer.model().asString()).isEqualTo(model);
        assertThat(answer.instructions().orElseThrow().asString()).isEqualTo("Be brief.");
        assertThat(answer.usage().orElseThrow().outputTokens()).isPositive();
        assertThat(gateway.vendor(model).lastRequest().text()).contains("Be brief.", "What now?");
    }

    @EveryVendor
    void aStreamCollectsToTheAnswerThatItEndsWith(String model) {
        gateway.vendor(model).answers(Answer.text("Grüezi 🏔 mitenand"));

        ResponseAccumulator heard = streamed(question(model).build());

        heard.response().validate();
        assertThat(text(heard.response())).isEqualTo("Grüezi 🏔 mitenand");
        assertThat(heard.reconstructedResponse()).isEqualTo(heard.response());
        assertThat(heard.response().usage().orElseThrow().outputTokens()).isPositive();
    }

    @EveryVendor
    void anAnswerThatMetItsLimitIsIncomplete(String model) {
        gateway.vendor(model).answers(Answer.text("cut").stop(Stop.LENGTH));

        Response answer = client.responses().create(question(model).build());

        assertThat(answer.status()).contains(ResponseStatus.INCOMPLETE);
        assertThat(answer.incompleteDetails()
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .asString())
                .isEqualTo("max_output_tokens");
    }

    @EveryVendor
    void callsComeBackInOrderUnderTheirOwnIds(String model) {
        gateway.vendor(model).answers(Weather.twoCalls());

        Response answer = client.responses().create(offer(model).build());

        answer.validate();
        assertThat(cities(answer)).containsExactly("Oslo", "Rome");
        assertThat(calls(answer)).extracting(ResponseFunctionToolCall::callId).doesNotHaveDuplicates();
    }

    @EveryVendor
    void callsCollectFromAStream(String model) {
        gateway.vendor(model).answers(Weather.twoCalls());

        ResponseAccumulator heard = streamed(offer(model).build());

        assertThat(cities(heard.response())).containsExactly("Oslo", "Rome");
        assertThat(heard.reconstructedResponse()).isEqualTo(heard.response());
    }

    @EveryVendorThatObeys
    void aDemandedToolIsDemandedOfTheVendor(String model) {
        gateway.vendor(model).answers(Answer.toolCall(Weather.TOOL, "{\"city\":\"Oslo\"}"));

        client.responses()
                .create(offer(model)
                        .toolChoice(
                                ToolChoiceFunction.builder().name(Weather.TOOL).build())
                        .build());

        assertThat(gateway.vendor(model).lastRequest().text())
                .containsAnyOf(
                        "\"tool_choice\":{",
                        "\"tool_choice\":\"REQUIRED\"",
                        "\"toolChoice\":{\"tool\":{",
                        "\"toolChoice\":{\"type\":\"FUNCTION\"",
                        "\"allowedFunctionNames\":[\"weather\"]");
    }

    @EveryVendor
    void theResultsReachTheCallsThatTheyAnswer(String model) {
        gateway.vendor(model).answers(Weather.twoCalls(), Answer.text("Rome is warmer"));
        Response asked = streamed(offer(model).build()).response();
        List<ResponseInputItem> items = new ArrayList<>(List.of(said("What now?")));
        asked.output().forEach(item -> items.add(again(item)));
        items.addAll(results(asked));

        Response answer =
                client.responses().create(offer(model).inputOfResponse(items).build());

        assertThat(text(answer)).isEqualTo("Rome is warmer");
        assertThat(ToolResults.byCity(model, gateway.vendor(model).lastRequest().json()))
                .isEqualTo(Weather.RESULTS);
    }

    @EveryVendor
    void theResultsOfAnEarlierResponseReachItsCalls(String model) {
        gateway.vendor(model).answers(Weather.twoCalls(), Answer.text("Rome is warmer"), Answer.text("bye"));
        Response asked = client.responses().create(offer(model).build());

        Response answer = client.responses()
                .create(offer(model)
                        .previousResponseId(asked.id())
                        .inputOfResponse(results(asked))
                        .build());
        Response last = streamed(question(model).previousResponseId(answer.id()).build())
                .response();

        assertThat(answer.previousResponseId()).contains(asked.id());
        assertThat(text(last)).isEqualTo("bye");
        assertThat(ToolResults.byCity(model, gateway.vendor(model).lastRequest().json()))
                .isEqualTo(Weather.RESULTS);
        assertThat(gateway.vendor(model).lastRequest().text()).contains("Rome is warmer");
    }

    @EveryVendor
    void anAnswerIsReadIntoAClass(String model) {
        gateway.vendor(model).answers(Answer.text(Forecast.OF_OSLO_IN_JSON));

        StructuredResponse<Forecast> answer =
                client.responses().create(question(model).text(Forecast.class).build());

        assertThat(answer.output().getFirst().asMessage().content().getFirst().asOutputText())
                .isEqualTo(Forecast.OF_OSLO);
        assertThat(gateway.vendor(model).lastRequest().text().replace("\\\"", "\""))
                .contains("\"days\":{", "\"degrees\":{", "What is above");
    }

    private static ResponseCreateParams.Builder offer(String model) {
        return question(model)
                .addTool(FunctionTool.builder()
                        .name(Weather.TOOL)
                        .description(Weather.DESCRIPTION)
                        .strict(false)
                        .parameters(FunctionTool.Parameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty("properties", JsonValue.from(Weather.PROPERTIES))
                                .putAdditionalProperty("required", JsonValue.from(Weather.REQUIRED))
                                .build())
                        .build());
    }

    private static ResponseAccumulator streamed(ResponseCreateParams request) {
        ResponseAccumulator accumulator = ResponseAccumulator.createWithSnapshots();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(request)) {
            stream.stream().forEach(event -> {
                event.validate();
                accumulator.accumulate(event);
            });
        }
        return accumulator;
    }

    private static String text(Response answer) {
        StringBuilder text = new StringBuilder();
        answer.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .forEach(part -> text.append(part.text()));
        return text.toString();
    }

    private static List<ResponseFunctionToolCall> calls(Response answer) {
        return answer.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .toList();
    }

    private static List<String> cities(Response answer) {
        return calls(answer).stream().map(OpenAiJavaResponsesTest::city).toList();
    }

    private static String city(ResponseFunctionToolCall call) {
        return call.arguments(Place.class).city();
    }

    /** The results come in another order than the calls, as they do when tools take their time. */
    private static List<ResponseInputItem> results(Response asked) {
        return calls(asked).reversed().stream()
                .map(call -> ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                        .callId(call.callId())
                        .output(Weather.RESULTS.getOrDefault(city(call), "unknown"))
                        .build()))
                .toList();
    }

    private static ResponseInputItem said(String text) {
        return ResponseInputItem.ofMessage(ResponseInputItem.Message.builder()
                .role(ResponseInputItem.Message.Role.USER)
                .addInputTextContent(text)
                .build());
    }

    /** What the model said, as it is sent back. */
    private static ResponseInputItem again(ResponseOutputItem item) {
        if (item.isReasoning()) {
            return ResponseInputItem.ofReasoning(item.asReasoning());
        }
        if (item.isFunctionCall()) {
            return ResponseInputItem.ofFunctionCall(item.asFunctionCall());
        }
        ResponseOutputMessage message = item.asMessage();
        return ResponseInputItem.ofResponseOutputMessage(message);
    }
}

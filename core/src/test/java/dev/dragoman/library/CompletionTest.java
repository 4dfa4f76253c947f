package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.Chat;
import dev.dragoman.Content;
import dev.dragoman.Dragoman;
import dev.dragoman.Reply;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.vendor.MagicWords;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionTest {

    private static final String WEATHER = """
            {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";

    private final Vendors vendors = new Vendors();
    private final Dragoman dragoman = vendors.builder().build();

    @AfterEach
    void stop() {
        dragoman.close();
        vendors.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void everyVendorRepliesInTheSameWords(String model) {
        vendors.answer(model, Answer.text("4 °C").usage(TokenUsage.of(12, 3)));

        Reply reply = dragoman.completion(Chat.of(model)
                .system("Be brief.")
                .user("Weather in Oslo?")
                .maxTokens(50)
                .temperature(0.5));

        assertThat(reply.text()).isEqualTo("4 °C");
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage().inputTokens()).isEqualTo(12);
        assertThat(reply.usage().outputTokens()).isEqualTo(3);
        assertThat(reply.provider() + "/" + reply.model()).isEqualTo(model);
        assertThat(reply.id()).isNotEmpty();
        assertThat(reply.retries()).isZero();
        assertThat(reply.toObject().string("object")).isEqualTo("chat.completion");
        assertThat(vendors.of(model).lastRequest().text()).contains("Be brief.", "Weather in Oslo?");
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void toolsAreCalledAndTheirResultsSentBack(String model) {
        vendors.answer(model, Answer.toolCall("weather", "{\"city\":\"Oslo\"}"), Answer.text("It is cold."));
        Chat chat = Chat.of(model)
                .user("Weather in Oslo?")
                .maxTokens(100)
                .tool("weather", "Tells the weather", WEATHER)
                .toolChoiceFunction("weather");

        Reply asks = dragoman.completion(chat);
        Part.ToolCall call = asks.toolCalls().getFirst();
        Reply tells = dragoman.completion(chat.toolChoice("auto").add(asks).toolResult(call.id(), "{\"celsius\":-4}"));

        assertThat(asks.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(call.name()).isEqualTo("weather");
        assertThat(Json.parse(call.arguments())).isEqualTo(Json.parse("{\"city\":\"Oslo\"}"));
        assertThat(tells.text()).isEqualTo("It is cold.");
        assertThat(vendors.of(model).lastRequest().text()).contains("celsius");
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI})
    void aSchemaIsFollowed(String model) {
        vendors.of(model).answersWith(new MagicWords());

        Reply reply = dragoman.completion(
                Chat.of(model, "Where? #json").maxTokens(100).responseFormat("place", WEATHER));

        assertThat(Json.parseObject(reply.text()).string("city")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void anImageReachesTheVendor(String model) {
        byte[] dot = {(byte) 0x89, 'P', 'N', 'G'};

        dragoman.completion(Chat.of(model)
                .user(Content.text("What is this?"), Content.image(dot, "image/png"))
                .maxTokens(50));

        assertThat(vendors.of(model).lastRequest().text()).contains("iVBORw==");
    }

    @Test
    void thoughtsAreToldAndGoBackWithTheirProof() {
        vendors.answer(Vendors.ANTHROPIC, Answer.thinking("Let me see.", "proof-1", "42"), Answer.text("Still 42"));
        Chat chat = Chat.of(Vendors.ANTHROPIC, "Answer?").maxTokens(5000).reasoningEffort("low");

        Reply first = dragoman.completion(chat);
        dragoman.completion(chat.add(first).user("Sure?"));

        assertThat(first.reasoning()).isEqualTo("Let me see.");
        assertThat(first.text()).isEqualTo("42");
        assertThat(vendors.of(Vendors.ANTHROPIC).lastRequest().text()).contains("proof-1");
    }

    @Test
    void aRefusalIsToldApartFromText() {
        vendors.answer(Vendors.OPENAI, Answer.refusal("I won't."));

        Reply reply = dragoman.completion(Chat.of(Vendors.OPENAI, "Do it"));

        assertThat(reply.refusal()).isEqualTo("I won't.");
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void allAnswersAreThere() {
        Reply reply = dragoman.completion(Chat.of(Vendors.OPENAI, "Twice").n(2));

        assertThat(reply.choices()).hasSize(2);
    }

    @Test
    void whatAModelDoesNotTakeFailsTheCallOrIsLeftOutAndTold() {
        Chat chat = Chat.of(Vendors.ANTHROPIC, "Hi").maxTokens(20).seed(7);

        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() -> dragoman.completion(chat))
                .satisfies(refused -> assertThat(refused.detail().param()).isEqualTo("seed"));
        assertThat(vendors.requests()).isZero();

        assertThat(dragoman.completion(chat.dropParams(true)).dropped()).containsExactly("seed");
        try (Dragoman lenient = vendors.builder().dropParams(true).build()) {
            assertThat(lenient.completion(chat).dropped()).containsExactly("seed");
            assertThatExceptionOfType(UnsupportedParamsException.class)
                    .isThrownBy(() -> lenient.completion(chat.dropParams(false)));
        }
    }

    @Test
    void aCallHasItsOwnKeyAddressFieldsAndMembers() {
        try (Vendors others = new Vendors()) {
            dragoman.completion(Chat.of(Vendors.ANTHROPIC, "Hi")
                    .maxTokens(20)
                    .apiKey("key-2")
                    .apiBase(others.of("anthropic").baseUrl())
                    .header("x-trace", "t-1")
                    .extraBody("service_tier", new JsonString("auto")));

            var request = others.of("anthropic").lastRequest();
            assertThat(request.header("x-api-key")).contains("key-2");
            assertThat(request.header("x-trace")).contains("t-1");
            assertThat(request.json().at("/service_tier").stringValue()).isEqualTo("auto");
        }
        assertThat(vendors.requests()).isZero();
    }

    @Test
    void aChatIsATemplateThatCallsDoNotChange() {
        Chat template = Chat.of(Vendors.OPENAI).system("Be brief.");
        Chat one = template.user("One?");

        assertThat(dragoman.completion(one).text()).isEqualTo("One?");
        assertThat(dragoman.completion(template.user("Two?")).text()).isEqualTo("Two?");
        assertThat(one.toJson()).doesNotContain("Two?");
        assertThat(one).hasToString("Chat with " + Vendors.OPENAI);
    }

    @Test
    void aModelThatTheCatalogueKnowsNeedsNoProvider() {
        assertThat(dragoman.completion(Chat.of("gpt-4o", "Hi")).provider()).isEqualTo("openai");
        assertThat(dragoman.completion(Chat.of("claude-sonnet-4-5", "Hi").maxTokens(9))
                        .provider())
                .isEqualTo("anthropic");
    }

    @Test
    void supportedParametersAreToldByModel() {
        List<String> ofClaude = dragoman.supportedParameters(Vendors.ANTHROPIC);

        assertThat(ofClaude).contains("tools", "temperature").doesNotContain("seed");
        assertThat(dragoman.supportedParameters(Vendors.OPENAI)).contains("seed");
    }
}

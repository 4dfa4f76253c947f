package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.FakeOpenAiCompatible;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DispatcherTest {

    private final FakeOpenAi openai = FakeOpenAi.start();
    private final FakeAnthropic anthropic = FakeAnthropic.start();
    private final FakeGemini gemini = FakeGemini.start();
    private final FakeAzureOpenAi azure = FakeAzureOpenAi.start();

    @AfterEach
    void stop() {
        openai.close();
        anthropic.close();
        gemini.close();
        azure.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "anthropic", "gemini"})
    void everyVendorAnswersAnOpenAiClient(String vendor) {
        JsonObject answer = Calls.whole(Calls.openai(",'max_tokens':50"), deployment(vendor));

        assertThat(answer.string("model")).isEqualTo("alias");
        assertThat(message(answer).string("content")).isEqualTo("hello");
        assertThat(answer.object("usage")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "anthropic", "gemini"})
    void everyVendorStreamsToAnOpenAiClient(String vendor) {
        List<String> events = Calls.streamed(
                Calls.openai(",'max_tokens':50,'stream':true,'stream_options':{'include_usage':true}"),
                deployment(vendor));

        assertThat(text(events)).isEqualTo("hello");
        assertThat(events.getLast()).isEqualTo("[DONE]");
        assertThat(events.get(events.size() - 2)).contains("\"usage\":{", "\"choices\":[]");
    }

    @Test
    void anAnthropicClientIsAnsweredByOpenAi() {
        JsonObject answer = Calls.whole(Calls.anthropic(",'system':'be kind'"), deployment("openai"));

        assertThat(answer.string("type")).isEqualTo("message");
        assertThat(answer.toJson()).contains("{\"type\":\"text\",\"text\":\"hello\"}");
        assertThat(openai.lastRequest().text()).contains("be kind");
    }

    @Test
    void openAiStreamsToAnAnthropicClient() {
        List<String> events = Calls.streamed(Calls.anthropic(",'stream':true"), deployment("openai"));

        assertThat(events.getFirst()).contains("message_start");
        assertThat(events.getLast()).contains("message_stop");
        assertThat(String.join("", events)).contains("\"text\":\"hello\"");
    }

    @Test
    void aToolCallArrivesWhateverTheVendorsWords() {
        String tools = ",'max_tokens':50,'tools':[{'type':'function','function':{'name':'weather',"
                + "'parameters':{'type':'object','properties':{'city':{'type':'string'}}}}}]";
        anthropic.answers(Answer.toolCall("weather", "{\"city\":\"Oslo\"}"));

        JsonObject answer = Calls.whole(Calls.openai(tools), deployment("anthropic"));

        assertThat(message(answer).toJson()).contains("\"name\":\"weather\"", "{\\\"city\\\":\\\"Oslo\\\"}");
        assertThat(answer.toJson()).contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void theUsageOfWholeAndStreamedAnswersIsKnown() {
        openai.answersWith(call -> Answer.text("x").usage(TokenUsage.of(12, 3)));

        CallAnswer.Whole whole =
                (CallAnswer.Whole) Calls.DISPATCHER.ask(Calls.openai(""), deployment("openai"), Calls.attempt());
        CallAnswer.Events streamed = (CallAnswer.Events)
                Calls.DISPATCHER.ask(Calls.openai(",'stream':true"), deployment("openai"), Calls.attempt());
        try (EventStream stream = streamed.stream()) {
            while (stream.next(event -> {})) {
                // Read to its end.
            }

            assertThat(stream.usage().total()).isEqualTo(15);
        }
        assertThat(whole.usage().total()).isEqualTo(15);
    }

    @Test
    void theSameDialectKeepsUnknownMembersAndTheirBytes() {
        Calls.whole(Calls.openai(",'safety_identifier':'u',  'prompt_cache_key' : 'k'"), deployment("openai"));

        assertThat(openai.lastRequest().text())
                .contains("\"safety_identifier\":\"u\",  \"prompt_cache_key\" : \"k\"")
                .contains("\"model\":\"model-1\"");
    }

    @Test
    void anUnsupportedParameterFailsTheCallBeforeAnythingIsSent() {
        Deployment reasoning = Calls.deployment("openai", "o3", openai.baseUrl());

        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() -> Calls.whole(Calls.openai(",'temperature':0.5"), reasoning))
                .withMessageContaining("temperature")
                .withMessageContaining("drop_params");
        assertThat(openai.requests()).isEmpty();
    }

    @Test
    void anUnsupportedParameterIsDroppedAndReportedWhenThatIsAllowed() {
        Deployment reasoning = Calls.deployment("openai", "o3", openai.baseUrl());
        ParameterPolicy drop = new ParameterPolicy(true, List.of("user", "nothing.here"), List.of());

        CallAnswer answer =
                Calls.DISPATCHER.ask(Calls.openai(",'temperature':0.5,'user':'u'"), reasoning, Calls.attempt(drop));

        assertThat(answer.info().dropped()).containsExactly("user", "temperature");
        assertThat(openai.lastRequest().text()).doesNotContain("temperature", "user\":\"u");
    }

    @Test
    void anAllowedParameterIsSentAnyway() {
        ParameterPolicy allow = new ParameterPolicy(false, List.of(), List.of("temperature"));
        try (FakeOpenAiCompatible lenient = FakeOpenAiCompatible.start()) {
            Deployment reasoning = Calls.deployment("openai", "o3", lenient.baseUrl());

            CallAnswer answer =
                    Calls.DISPATCHER.ask(Calls.openai(",'temperature':1.5"), reasoning, Calls.attempt(allow));

            assertThat(answer.info().dropped()).isEmpty();
            assertThat(lenient.lastRequest().text()).contains("\"temperature\":1.5");
        }
    }

    @Test
    void defaultsFillInWhatTheCallerDidNotSay() {
        Deployment plain = deployment("openai");
        Deployment filled = new Deployment(
                plain.id(),
                plain.group(),
                plain.provider(),
                plain.target(),
                Json.parseObject("{\"temperature\":0.1,\"seed\":7}"),
                plain.policy(),
                dev.dragoman.http.Headers.of("x-team", "t"),
                Json.parseObject("{\"store\":false}"),
                plain.timeouts(),
                plain.share(),
                plain.endpoints(),
                Deployment.Turn.ANY);

        Calls.whole(Calls.openai(",'seed':1"), filled);

        assertThat(openai.lastRequest().text())
                .contains("\"temperature\":0.1", "\"seed\":1", "\"store\":false")
                .doesNotContain("\"seed\":7");
        assertThat(openai.lastRequest().header("x-team")).contains("t");
    }

    @Test
    void aRefusalIsReadInTheVendorsWords() {
        anthropic.answers(Answer.error(VendorError.rateLimited(Duration.ofSeconds(7))));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> Calls.whole(Calls.openai(",'max_tokens':5"), deployment("anthropic")))
                .satisfies(refusal -> {
                    assertThat(refusal.detail().retryAfter()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(refusal.detail().provider()).isEqualTo("anthropic");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'response_format':{'type':'json_object','type':'text'}",
                ",'stream':true,'stream_options':{'a':1,'a':2}",
                ",'tools':[{'a':1,'a':2}],'x':{'cache_control':1}"
            })
    void namesGivenTwiceAreNobodysCrash(String members) {
        for (String vendor : List.of("openai", "anthropic", "gemini", "hosted_vllm")) {
            try {
                CallAnswer answer = Calls.DISPATCHER.ask(
                        Calls.openai(members), Calls.deployment(vendor, "m", openai.baseUrl()), Calls.attempt());
                if (answer instanceof CallAnswer.Events streamed) {
                    streamed.stream().close();
                }
            } catch (LlmException refusal) {
                assertThat(refusal.getMessage()).isNotBlank();
            }
        }
    }

    private Deployment deployment(String vendor) {
        return switch (vendor) {
            case "openai" -> Calls.deployment(vendor, openai);
            case "anthropic" -> Calls.deployment(vendor, anthropic);
            case "gemini" -> Calls.deployment(vendor, gemini);
            default -> Calls.deployment(vendor, azure);
        };
    }

    private static JsonObject message(JsonObject answer) {
        JsonObject choice = (JsonObject)
                Objects.requireNonNull(answer.array("choices")).items().getFirst();
        return Objects.requireNonNull(choice.object("message"));
    }

    private static String text(List<String> events) {
        StringBuilder text = new StringBuilder();
        for (String event : events.subList(0, events.size() - 1)) {
            JsonObject chunk = Json.parseObject(event.getBytes(StandardCharsets.UTF_8));
            Objects.requireNonNull(chunk.array("choices")).forEach(choice -> {
                JsonObject delta = Objects.requireNonNull(((JsonObject) choice).object("delta"));
                String piece = delta.string("content");
                text.append(piece == null ? "" : piece);
            });
        }
        return text.toString();
    }
}

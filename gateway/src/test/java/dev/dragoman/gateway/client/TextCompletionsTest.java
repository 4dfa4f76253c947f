package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.TokenUsage;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's older completions: passed on where the vendor has them, said as a chat elsewhere. */
final class TextCompletionsTest {

    private static final String NATIVE = "wild/gpt-3.5-turbo-instruct";

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
    void aTextIsGoneOnWithByEveryVendor(String model) {
        String said = say(model, "und so weiter");

        Completion answer = client.completions().create(question(model).build());

        assertThat(answer.choices()).extracting(CompletionChoice::text).containsExactly(said);
        assertThat(answer.choices().getFirst().finishReason()).isEqualTo(CompletionChoice.FinishReason.STOP);
        assertThat(answer.model()).isEqualTo(model);
        assertThat(answer.id()).isNotEmpty();
        assertThat(answer.usage()).isPresent();
    }

    @EveryVendor
    void itIsStreamedByEveryVendor(String model) {
        String said = say(model, "one two three");

        assertThat(streamed(model)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {NATIVE, "compatible"})
    void aVendorThatHasCompletionsIsAskedForThem(String model) {
        Completion answer = client.completions()
                .create(question(model).suffix("The end").logprobs(1).build());

        assertThat(answer.choices()).extracting(CompletionChoice::text).containsExactly(" [Once upon]");
        assertThat(answer.choices().getFirst().logprobs()).isPresent();
        assertThat(answer.model()).isEqualTo(model);
    }

    @Test
    void severalTextsAreOneCallWhereTheVendorTakesThem() {
        gateway.openai.forgetRequests();

        Completion answer = client.completions()
                .create(CompletionCreateParams.builder()
                        .model(NATIVE)
                        .promptOfArrayOfStrings(List.of("a", "b"))
                        .build());

        assertThat(answer.choices()).extracting(CompletionChoice::text).containsExactly(" [a]", " [b]");
        assertThat(gateway.openai.requests()).hasSize(1);
    }

    @Test
    void severalTextsAreACallEachElsewhere() {
        gateway.anthropic.forgetRequests();

        Completion answer = client.completions()
                .create(CompletionCreateParams.builder()
                        .model("anthropic")
                        .promptOfArrayOfStrings(List.of("first", "second", "third"))
                        .build());

        assertThat(answer.choices()).extracting(CompletionChoice::text).containsExactly("first", "second", "third");
        assertThat(answer.choices()).extracting(CompletionChoice::index).containsExactly(0L, 1L, 2L);
        assertThat(gateway.anthropic.requests()).hasSize(3);
        assertThat(answer.usage().orElseThrow().promptTokens()).isPositive();
    }

    @Test
    void severalTextsCostWhatAllTheirCallsCost() {
        gateway.anthropic.answers(
                Answer.text("x").usage(TokenUsage.of(1_000, 500)),
                Answer.text("y").usage(TokenUsage.of(1_000, 500)));

        HttpResponse<String> answer =
                gateway.post("/v1/completions", "{\"model\":\"anthropic\",\"prompt\":[\"a\",\"b\"]}");

        // 2 x (1000 x 3e-6 + 500 x 1.5e-5)
        assertThat(answer.headers().firstValue("x-litellm-response-cost")).hasValue("0.021");
    }

    @Test
    void aChatIsSaidAsATextToAModelThatOnlyGoesOn() {
        String answer = client.chat()
                .completions()
                .create(OpenAiClients.question(NATIVE).build())
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();

        assertThat(answer).isEqualTo(" [Be brief.\n\nUser: What now?\n\nAssistant:]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "model":"anthropic"|prompt: missing
            "model":"anthropic","prompt":[1,2]|prompt: numbers of tokens
            "model":"anthropic","prompt":{"a":1}|prompt: {
            "model":"anthropic","prompt":"a","suffix":"b"|suffix
            "model":"anthropic","prompt":"a","echo":true|echo
            "model":"anthropic","prompt":"a","best_of":3|best_of
            "model":"openai","prompt":"a","logprobs":99|logprobs: 99
            "model":"anthropic","prompt":["a","b"],"stream":true|stream: true with 2 texts
            """)
    void whatAChatModelCannotDoIsRefused(String members, String told) {
        HttpResponse<String> answer = gateway.post("/v1/completions", "{" + members + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
    }

    /** Has the vendor say this; one that takes completions as they are says what it always does. */
    private static String say(String model, String text) {
        if (model.equals("compatible")) {
            return " [Once upon]";
        }
        gateway.vendor(model).answers(Answer.text(text));
        return text;
    }

    private static CompletionCreateParams.Builder question(String model) {
        return CompletionCreateParams.builder().model(model).prompt("Once upon").maxTokens(50);
    }

    private static String streamed(String model) {
        StringBuilder text = new StringBuilder();
        try (StreamResponse<Completion> stream =
                client.completions().createStreaming(question(model).build())) {
            stream.stream().flatMap(piece -> piece.choices().stream()).forEach(choice -> text.append(choice.text()));
        }
        return text.toString();
    }
}

package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import dev.dragoman.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is missing between two texts, as Codestral writes it. */
final class FillInTest {

    private static ServiceVendors vendors;

    @BeforeAll
    static void start() {
        vendors = new ServiceVendors(
                "code text-completion-codestral/codestral-latest /codestral",
                "code-whole text-completion-codestral/codestral-latest /codestral/v1/fim/completions");
    }

    @AfterAll
    static void stop() {
        vendors.close();
    }

    @Test
    void whatIsBetweenTwoTextsIsWritten() {
        Completion answer = vendors.client
                .completions()
                .create(question("code").suffix("return x").seed(7).maxTokens(9).build());

        assertThat(answer.choices()).extracting(CompletionChoice::text).containsExactly("[def f():] [return x]");
        assertThat(answer.choices().getFirst().finishReason()).isEqualTo(CompletionChoice.FinishReason.LENGTH);
        assertThat(answer.model()).isEqualTo("code");
        assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(99);
        assertThat(Json.parseObject(vendors.services.lastRequest().body()).toJson())
                .isEqualTo("{\"model\":\"codestral-latest\",\"prompt\":\"def f():\",\"max_tokens\":9,"
                        + "\"suffix\":\"return x\",\"random_seed\":7}");
    }

    @Test
    void itIsStreamed() {
        try (StreamResponse<Completion> stream = vendors.client
                .completions()
                .createStreaming(question("code-whole").suffix("return x").build())) {
            List<CompletionChoice> choices =
                    stream.stream().flatMap(chunk -> chunk.choices().stream()).toList();

            assertThat(choices.stream().map(CompletionChoice::text).collect(Collectors.joining()))
                    .isEqualTo("[def f():] [return x]");
        }
    }

    @Test
    void severalTextsAreACallEach() {
        Completion answer = vendors.client
                .completions()
                .create(CompletionCreateParams.builder()
                        .model("code")
                        .promptOfArrayOfStrings(List.of("a", "b"))
                        .build());

        assertThat(answer.choices()).extracting(CompletionChoice::text).containsExactly("[a] []", "[b] []");
    }

    @Test
    void aChatIsAText() {
        ChatCompletion answer = vendors.client
                .chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("code")
                        .addUserMessage("def f():")
                        .build());

        assertThat(answer.choices().getFirst().message().content()).contains("[def f():] []");
    }

    @Test
    void whatHasNoWordIsNamed() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> vendors.client
                        .completions()
                        .create(question("code").echo(true).bestOf(3).n(1).build()))
                .withMessageContaining("echo")
                .withMessageContaining("best_of");
    }

    @Test
    void whatTheVendorRefusesIsToldInItsWords() {
        HttpResponse<String> answer =
                vendors.post("/v1/completions", "{\"model\":\"code\",\"prompt\":\"x\",\"temperature\":9}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("temperature").contains("codestralException");
    }

    private static CompletionCreateParams.Builder question(String model) {
        return CompletionCreateParams.builder().model(model).prompt("def f():");
    }
}

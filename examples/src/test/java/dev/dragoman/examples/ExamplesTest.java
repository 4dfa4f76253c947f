package dev.dragoman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.Dragoman;
import dev.dragoman.DragomanBuilder;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every example runs, against fake vendors, and prints what it should. */
final class ExamplesTest {

    private final FakeOpenAi openai = FakeOpenAi.start(VendorSettings.DEFAULT.requiringKey("key-1"));
    private final FakeAnthropic anthropic = FakeAnthropic.start();
    private final FakeGemini gemini = FakeGemini.start();
    private final Dragoman dragoman = builder().build();
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(console);
        dragoman.close();
        openai.close();
        anthropic.close();
        gemini.close();
    }

    @Test
    void chat() {
        openai.answers(Answer.text("Rayleigh."), Answer.text("A longer way."));

        ChatExample.run(dragoman);

        assertThat(lines())
                .startsWith("Rayleigh.", "A longer way.")
                .last()
                .asString()
                .contains("openai/gpt-4o-mini: ", " tokens");
        assertThat(openai.lastRequest().text()).contains("Rayleigh.", "And at sunset?");
    }

    @Test
    void stream() {
        anthropic.answers(Answer.text("Once upon a time"), Answer.text("there was an end"));

        StreamExample.run(dragoman);

        assertThat(lines()).startsWith("Once upon a time").endsWith("there was an end");
    }

    @Test
    void tools() {
        gemini.answers(Answer.toolCall("weather", "{\"city\":\"Oslo\"}"), Answer.text("A warm coat."));

        ToolsExample.run(dragoman);

        assertThat(lines()).containsExactly("The model asks for the weather in Oslo", "A warm coat.");
        assertThat(gemini.lastRequest().text()).contains("snow");
    }

    @Test
    void structuredOutput() {
        anthropic.answers(Answer.text("{\"name\":\"Ibsen\",\"birthplace\":\"Skien\",\"year\":1828}"));

        StructuredOutputExample.run(dragoman);

        assertThat(lines()).containsExactly("Ibsen, born in 1828");
        assertThat(anthropic.lastRequest().text()).contains("birthplace");
    }

    @Test
    void image() {
        anthropic.answers(Answer.text("Nothing"));
        openai.answers(Answer.text("Dice"));

        ImageExample.run(dragoman);

        assertThat(lines()).containsExactly("Nothing", "Dice");
        assertThat(anthropic.lastRequest().text()).contains("image/gif");
    }

    @Test
    void reasoning() {
        anthropic.answers(Answer.thinking("2, 3, 5, ...", "proof", "25"), Answer.text("15"));

        ReasoningExample.run(dragoman);

        assertThat(lines()).containsExactly("Thought: 2, 3, 5, ...", "Said: 25", "Said: 15");
    }

    @Test
    void fallbacks() {
        openai.answers(Answer.error(ErrorKind.QUOTA_EXHAUSTED));

        FallbacksExample.run(builder());

        assertThat(lines()).containsExactly("anthropic said: Hello", "one of two said: Hello");
    }

    @Test
    void concurrent() throws Exception {
        ConcurrentExample.run(dragoman);

        assertThat(lines()).hasSize(5).first().isEqualTo("Which country is Oslo in?");
    }

    @Test
    void callbacks() {
        CallbacksExample.run(builder());

        assertThat(lines()).hasSize(3);
        assertThat(lines().getFirst()).startsWith("openai/gpt-4o-mini: ").endsWith(" tokens");
        assertThat(lines())
                .endsWith(
                        "openai/gpt-4o-mini failed: AuthenticationError", "The caller knows too: AuthenticationError");
    }

    @Test
    void errors() {
        ErrorsExample.run(dragoman);

        assertThat(lines()).hasSize(4);
        assertThat(lines().get(0)).startsWith("look at model: ").contains("perhaps openai");
        assertThat(lines().get(1)).startsWith("check the key of openai: ");
        assertThat(lines().get(2)).startsWith("leave out seed: ");
        assertThat(lines().get(3)).isEqualTo("[seed]");
    }

    @Test
    void mock() {
        MockExample.main();

        assertThat(lines()).containsExactly("A limerick about Oslo", "Hello");
    }

    @Test
    void json() {
        JsonExample.run(dragoman);

        assertThat(lines().getFirst()).contains("\"object\":\"chat.completion\"", "\"content\":\"Hello\"");
        assertThat(lines().getLast()).contains("\"object\":\"chat.completion.chunk\"", "\"finish_reason\":\"stop\"");
    }

    @Test
    void openAiClient() {
        OpenAiClientExample.run(dragoman);

        assertThat(lines()).containsExactly("Hello", "Hello");
    }

    @Test
    void embeddings() {
        EmbeddingsExample.run(dragoman);

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).startsWith("cat and kitten: ");
        assertThat(lines().get(2)).isEqualTo("256 numbers by gemini");
    }

    @Test
    void everyExampleIsTested() throws IOException {
        List<String> tested = Arrays.stream(getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName() + "example")
                .toList();

        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/dragoman/examples"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Example.java")))
                    .isNotEmpty()
                    .allMatch(name -> tested.stream().anyMatch(test -> name.equalsIgnoreCase(test + ".java")));
        }
    }

    private DragomanBuilder builder() {
        return Dragoman.builder()
                .environment(Map.of("OPENAI_API_KEY", "key-1", "ANTHROPIC_API_KEY", "key-1", "GEMINI_API_KEY", "key-1"))
                .apiBase("openai", openai.baseUrl())
                .apiBase("anthropic", anthropic.baseUrl())
                .apiBase("gemini", gemini.baseUrl());
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

package dev.dragoman.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.ToolNames;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.converse.ConverseDialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The hard cases on their way from one dialect into another, one folder each: what comes in, and a file for every dialect or
 * model that it goes to. With {@code -Dgolden.update=true} the files of what goes out are written anew.
 */
final class CrossingTest {

    private static final Path CASES = Path.of("src/test/resources/golden/crossing");
    private static final ReplyFrame FRAME = new ReplyFrame("made-1", "alias", 1_767_225_600, true, false);

    static Stream<Path> requests() throws IOException {
        return outcomes("request");
    }

    static Stream<Path> replies() throws IOException {
        return outcomes("reply");
    }

    static Stream<Path> streams() throws IOException {
        return outcomes("stream");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsTranslated(Path out) {
        Path in = in(out);
        JsonBody asked = JsonBody.parse(bytes(in)).with("model", new JsonString(name(out)));

        Dialect vendor = dialect(name(out));
        ChatRequest request = dialect(name(in)).readRequest(asked);
        ChatRequest named = ToolNames.of(request, vendor.toolNames()).sent(request);
        JsonBody written =
                vendor.writeRequest(named, ModelTraits.unknown(name(out))).body();

        compare(out, written.toBody().toBytes());
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyIsTranslated(Path out) {
        Path in = in(out);

        byte[] written = dialect(name(out)).writeReply(dialect(name(in)).readReply(bytes(in)), FRAME);

        compare(out, written);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamIsTranslated(Path out) {
        Path in = in(out);
        EventReader reader = dialect(name(in)).eventReader();
        EventWriter writer = dialect(name(out)).eventWriter(FRAME);
        StringBuilder written = new StringBuilder();

        for (SseEvent event : Golden.events(bytes(in))) {
            reader.read(event, step -> writer.write(step, told -> append(told, written)));
        }
        reader.end(step -> writer.write(step, told -> append(told, written)));

        compareText(out, written.toString());
    }

    private static void append(SseEvent event, StringBuilder into) {
        if (event.event() != null) {
            into.append("event: ").append(event.event()).append('\n');
        }
        into.append("data: ").append(event.text()).append("\n\n");
    }

    private static void compare(Path file, byte[] actual) {
        if (Boolean.getBoolean("golden.update")) {
            write(file, new String(actual, StandardCharsets.UTF_8) + "\n");
        }
        assertThat(Json.parse(actual)).isEqualTo(Json.parse(bytes(file)));
    }

    private static void compareText(Path file, String actual) {
        if (Boolean.getBoolean("golden.update")) {
            write(file, actual);
        }
        assertThat(actual).isEqualTo(new String(bytes(file), StandardCharsets.UTF_8));
    }

    private static Dialect dialect(String name) {
        return switch (name.split("-", 2)[0]) {
            case "anthropic", "claude" -> new AnthropicDialect();
            case "gemini" -> new GeminiDialect();
            case "openai", "gpt" -> new OpenAiDialect();
            case "converse" -> new ConverseDialect();
            default -> throw new AssertionError("no dialect for " + name);
        };
    }

    /** The dialect or model that the file is named after. */
    private static String name(Path file) {
        String name = file.getFileName().toString();
        int end = Math.max(name.lastIndexOf(".in."), name.lastIndexOf(".out."));
        return name.substring(0, end);
    }

    private static Path in(Path out) {
        List<Path> files = files(out.resolveSibling(".")).stream()
                .filter(file -> file.getFileName().toString().contains(".in."))
                .toList();
        assertThat(files).as(out.toString()).hasSize(1);
        return files.getFirst();
    }

    private static Stream<Path> outcomes(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(CASES.resolve(kind))) {
            return files.filter(file -> file.getFileName().toString().contains(".out.")).sorted().toList().stream();
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

package dev.dragoman.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client of OpenAI's format says to Cohere and hears from it, case by case in files. With {@code -Dgolden.update=true}
 * the expected files are written anew.
 */
final class CohereGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/golden/cohere");

    static Stream<String> requests() throws IOException {
        return cases("request");
    }

    static Stream<String> replies() throws IOException {
        return cases("reply");
    }

    static Stream<String> streams() throws IOException {
        return cases("stream");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsTranslated(String name) throws IOException {
        ChatRequest request = Talking.OPENAI.readRequest(JsonBody.parse(Files.readAllBytes(in("request", name))));

        JsonValue written = Talking.DIALECT
                .writeRequest(request, ModelTraits.unknown(request.model()))
                .body()
                .toObject();

        compare("request", name, written);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyIsTranslated(String name) throws IOException {
        byte[] written = Talking.OPENAI.writeReply(
                Talking.DIALECT.readReply(Files.readAllBytes(in("reply", name))), Talking.FRAME);

        compare("reply", name, Json.parse(written));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamIsTranslated(String name) throws IOException {
        List<SseEvent> events = new ArrayList<>();
        for (JsonValue event : (JsonArray) Json.parse(Files.readAllBytes(in("stream", name)))) {
            events.add(new SseEvent(((JsonObject) event).string("type"), Json.bytes(event)));
        }

        compare("stream", name, new JsonArray(Talking.told(events)));
    }

    private static void compare(String kind, String name, JsonValue actual) throws IOException {
        Path expected = CASES.resolve(kind).resolve(name + ".out.json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual.toJson() + "\n");
        }
        assertThat(actual).isEqualTo(Json.parse(Files.readAllBytes(expected)));
    }

    private static Path in(String kind, String name) {
        return CASES.resolve(kind).resolve(name + ".in.json");
    }

    private static Stream<String> cases(String kind) throws IOException {
        String suffix = ".in.json";
        try (Stream<Path> files = Files.list(CASES.resolve(kind))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}

package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Talk;
import dev.dragoman.golden.GoldenFolder;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client of OpenAI's format says to Bedrock and hears from it, case by case in files.
 */
final class ConverseGoldenTest {

    private static final GoldenFolder CASES = GoldenFolder.of("converse");

    static Stream<String> requests() throws IOException {
        return CASES.cases("request");
    }

    static Stream<String> replies() throws IOException {
        return CASES.cases("reply");
    }

    static Stream<String> streams() throws IOException {
        return CASES.cases("stream");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsTranslated(String name) throws IOException {
        ChatRequest request = Talk.OPENAI.readRequest(JsonBody.parse(CASES.in("request", name)));

        JsonValue written = Conversing.DIALECT
                .writeRequest(request, ModelTraits.unknown(request.model()))
                .body()
                .toObject();

        CASES.compare("request", name, written);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyIsTranslated(String name) throws IOException {
        byte[] written = Talk.OPENAI.writeReply(Conversing.DIALECT.readReply(CASES.in("reply", name)), Talk.FRAME);

        CASES.compare("reply", name, Json.parse(written));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamIsTranslated(String name) throws IOException {
        List<SseEvent> events = new ArrayList<>();
        for (JsonValue event : (JsonArray) Json.parse(CASES.in("stream", name))) {
            List<JsonValue> pair = ((JsonArray) event).items();
            events.add(new SseEvent(((JsonString) pair.getFirst()).value(), Json.bytes(pair.getLast())));
        }

        CASES.compare("stream", name, new JsonArray(Conversing.TALK.told(events)));
    }
}

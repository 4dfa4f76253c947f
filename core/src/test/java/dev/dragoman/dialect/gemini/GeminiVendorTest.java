package dev.dragoman.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.answer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written passes a vendor as strict as the real one, and what that says is understood. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeminiVendorTest {

    private static final Path CASES = Path.of("src/test/resources/golden/gemini/request");

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeGemini vendor = FakeGemini.start();

    @BeforeAll
    void forget() {
        vendor.forgetRequests();
    }

    @AfterAll
    void close() {
        vendor.close();
        client.close();
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".in.json")).sorted().toList().stream();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGoldenRequestIsAccepted(Path file) throws Exception {
        ChatRequest request = new OpenAiDialect().readRequest(JsonBody.parse(Files.readAllBytes(file)));

        HttpResponse<byte[]> response = send(request, false);

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aGeneratedRequestIsAccepted(long seed) throws Exception {
        ChatRequest request = new Generating(seed).acceptableRequest();

        HttpResponse<byte[]> response = send(request, false);

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    }

    @Test
    void aWholeAnswerIsUnderstood() throws Exception {
        vendor.answers(Answer.thinking("hm", "c2ln", "4"));

        ChatReply reply = Speaking.DIALECT.readReply(send(question(), false).body());

        assertThat(reply.choices().getFirst().parts())
                .containsExactly(new Part.Thinking("hm", "c2ln"), new Part.Text("4"));
        assertThat(reply.usage().total()).isPositive();
    }

    @Test
    void aStreamedAnswerIsUnderstood() throws Exception {
        vendor.answers(Answer.toolCall("weather", "{\"city\":\"Oslo\"}"));

        List<ChatEvent> events = events(send(question(), true).body());

        assertThat(events)
                .contains(
                        new ChatEvent.ToolArguments(0, 0, "{\"city\":\"Oslo\"}"),
                        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null))
                .endsWith(new ChatEvent.Ended());
    }

    private static ChatRequest question() {
        return Speaking.ask("gemini-2.5-flash", Speaking.user("q")).build();
    }

    private HttpResponse<byte[]> send(ChatRequest request, boolean stream) throws Exception {
        byte[] body = Speaking.DIALECT
                .writeRequest(request, ModelTraits.unknown(request.model()))
                .body()
                .toBody()
                .toBytes();
        String method = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
        URI uri = URI.create(vendor.baseUrl() + "/v1beta/models/" + request.model() + method);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("x-goog-api-key", "key")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static List<ChatEvent> events(byte[] stream) {
        EventReader reader = Speaking.DIALECT.eventReader();
        List<ChatEvent> events = new ArrayList<>();
        new String(stream, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> reader.read(Speaking.event(line.substring("data: ".length())), events::add));
        reader.end(events::add);
        return events;
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}

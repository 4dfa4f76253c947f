package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.dialect.ChatCollector;
import dev.dragoman.dialect.Conversations;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.openai.OpenAiProvider;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent is what a vendor as strict as the real one takes, and what it answers is understood. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenAiVendorTest {

    private static final OpenAiDialect DIALECT = new OpenAiDialect();
    private static final Provider OPENAI = OpenAiProvider.speaking(DIALECT);

    private final FakeOpenAi vendor = FakeOpenAi.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    void close() {
        vendor.close();
        client.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void conversationsOfOtherVendorsAreAccepted(long seed) throws IOException, InterruptedException {
        Dice dice = new Dice(seed);
        String model = dice.one("gpt-4o", "gpt-4.1-mini", "o3", "o4-mini", "gpt-5", "gpt-5.2", "gpt-5-mini");
        ChatRequest request = Conversations.make(dice, model);

        HttpResponse<byte[]> response = send(request);

        assertThat(response.statusCode())
                .as(() -> new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
    }

    static Stream<Answer> answers() {
        return Stream.of(
                Answer.text("Grüezi 🏔"),
                Answer.refusal("no"),
                Answer.of(
                        new dev.dragoman.testkit.answer.Part.Text("calling"),
                        new dev.dragoman.testkit.answer.Part.ToolCall("call_1", "f", "{}", null),
                        new dev.dragoman.testkit.answer.Part.ToolCall("call_2", "f", "{\"q\":[{\"b\":\"}\"}]}", null)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aStreamSaysWhatTheWholeAnswerSays(Answer answer) throws IOException, InterruptedException {
        ChatRequest request = ChatRequest.builder("gpt-4o")
                .messages(List.of(new Message.User(List.of(new Part.Text("hi")), null)))
                .build();
        vendor.answers(answer, answer);

        ChatReply whole = DIALECT.readReply(send(request).body());
        ChatReply streamed = streamed(request.toBuilder().stream(true).build());

        assertThat(streamed.choices()).isEqualTo(whole.choices());
        assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
    }

    private ChatReply streamed(ChatRequest request) throws IOException, InterruptedException {
        EventReader reader = DIALECT.eventReader();
        ChatCollector collector = new ChatCollector();
        Golden.events(send(request).body()).forEach(event -> reader.read(event, collector));
        reader.end(collector);
        return collector.reply();
    }

    private HttpResponse<byte[]> send(ChatRequest request) throws IOException, InterruptedException {
        ModelTraits traits = ModelTraits.unknown(request.model());
        Target target = new Target(request.model(), null, "k", null, Map.of(), traits);
        JsonBody body = OPENAI.quirks()
                .adjust(DIALECT.writeRequest(request, traits).body(), target)
                .body();
        return client.send(
                HttpRequest.newBuilder(URI.create(vendor.baseUrl() + "/chat/completions"))
                        .header("authorization", "Bearer k")
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body.toBody().toBytes()))
                        .build(),
                BodyHandlers.ofByteArray());
    }
}

package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.golden.Golden;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.testkit.FakeAnthropic;
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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what a vendor as strict as the real one takes, and what it answers is understood. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnthropicVendorTest {

    private static final AnthropicDialect DIALECT = new AnthropicDialect();

    private final FakeAnthropic vendor = FakeAnthropic.start();
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
    void looseConversationsAreAccepted(long seed) throws IOException, InterruptedException {
        Dice dice = new Dice(seed);
        ModelTraits traits = dice.one(
                Claude.HAIKU_3,
                Claude.SONNET_4,
                Claude.SONNET_4_5,
                Claude.OPUS_4_5,
                Claude.SONNET_4_6,
                Claude.OPUS_4_7,
                ModelTraits.unknown("claude-sonnet-5"));
        WrittenRequest written = DIALECT.writeRequest(Conversations.make(dice, traits), traits);

        HttpResponse<byte[]> response = send(written);

        assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("\"error\"");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    static Stream<Answer> answers() {
        return Stream.of(
                Answer.text("Grüezi 🏔"),
                Answer.thinking("hm", "c2ln", "yes"),
                Answer.refusal("no"),
                Answer.of(
                        new dev.dragoman.testkit.answer.Part.RedactedThinking("opaque"),
                        new dev.dragoman.testkit.answer.Part.Text("calling"),
                        new dev.dragoman.testkit.answer.Part.ToolCall("toolu_1", "f", "{}", null),
                        new dev.dragoman.testkit.answer.Part.ToolCall("toolu_2", "f", "{\"q\":[{\"b\":\"}\"}]}", null)),
                Answer.of(
                        new dev.dragoman.testkit.answer.Part.Text("see"),
                        new dev.dragoman.testkit.answer.Part.Citation("https://x.example", "X", "see")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aStreamSaysWhatTheWholeAnswerSays(Answer answer) throws IOException, InterruptedException {
        ChatRequest request = ChatRequest.builder("claude-sonnet-4-5")
                .messages(List.of(new Message.User(List.of(new Part.Text("hi")), null)))
                .build();
        vendor.answers(answer, answer);

        ChatReply whole = DIALECT.readReply(
                send(DIALECT.writeRequest(request, Claude.SONNET_4_5)).body());
        ChatReply streamed = streamed(request.toBuilder().stream(true).build());

        assertThat(streamed.choices()).isEqualTo(whole.choices());
        assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
    }

    private ChatReply streamed(ChatRequest request) throws IOException, InterruptedException {
        byte[] stream = send(DIALECT.writeRequest(request, Claude.SONNET_4_5)).body();
        EventReader reader = DIALECT.eventReader();
        Listener listener = new Listener();
        Golden.events(stream).forEach(event -> reader.read(event, listener));
        reader.end(listener);
        return listener.reply();
    }

    private HttpResponse<byte[]> send(WrittenRequest written) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(vendor.baseUrl() + "/v1/messages"))
                .header("x-api-key", "k")
                .header("anthropic-version", "2023-06-01")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(written.body().toBody().toBytes()));
        if (!written.betas().isEmpty()) {
            request.header("anthropic-beta", String.join(",", written.betas()));
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}

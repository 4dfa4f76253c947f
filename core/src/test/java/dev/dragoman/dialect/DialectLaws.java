package dev.dragoman.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written reads back the same, and a stream is the whole answer in pieces. */
public interface DialectLaws {

    /** The dialect that they hold for. */
    Talk talk();

    /** A request of that dialect; of one seed always the same. */
    ChatRequest request(long seed);

    /** An answer of that dialect; of one seed always the same. */
    ChatReply reply(long seed);

    /** The answer told in pieces. */
    List<ChatEvent> telling(ChatReply reply);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.dragoman.dialect.DialectLaws#seeds")
    default void aRequestReadsBackTheSame(long seed) {
        ChatRequest request = request(seed);

        WrittenRequest written = talk().dialect().writeRequest(request, ModelTraits.unknown(request.model()));
        ChatRequest read = talk().dialect()
                .readRequest(JsonBody.parse(written.body().toBody().toBytes()));

        assertThat(written.unsupported()).isEmpty();
        assertThat(read).isEqualTo(request);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.dragoman.dialect.DialectLaws#seeds")
    default void aReplyReadsBackTheSame(long seed) {
        ChatReply reply = reply(seed);

        ChatReply read = talk().dialect().readReply(talk().dialect().writeReply(reply, Talk.FRAME));

        assertThat(read).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.dragoman.dialect.DialectLaws#seeds")
    default void aStreamIsTheWholeAnswer(long seed) {
        ChatReply reply = reply(seed);

        List<SseEvent> stream = talk().write(telling(reply));

        assertThat(Talk.collected(talk().read(stream))).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.dragoman.dialect.DialectLaws#seeds")
    default void aRelayedStreamIsUnchanged(long seed) {
        ChatReply reply = reply(seed);
        List<SseEvent> stream = talk().write(telling(reply));
        EventRelay relay = talk().dialect().eventRelay(Talk.FRAME);
        List<SseEvent> relayed = new ArrayList<>();

        stream.forEach(event -> relay.relay(event, relayed::add));

        assertThat(relayed).usingRecursiveFieldByFieldElementComparator().containsExactlyElementsOf(stream);
        assertThat(relay.complete()).isTrue();
        assertThat(relay.usage()).isEqualTo(reply.usage());
    }

    /** The body of a request of that seed, as the vendor is sent it. */
    default JsonBody sent(long seed) {
        ChatRequest request = request(seed);
        return talk().dialect()
                .writeRequest(request, ModelTraits.unknown(request.model()))
                .body();
    }

    /** The vendor's word on a body. */
    static HttpResponse<String> asked(HttpClient client, String url, JsonBody body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("authorization", "Bearer key")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                body.toBody().toBytes()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

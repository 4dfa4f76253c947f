package dev.dragoman.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import dev.dragoman.testkit.FakeCohere;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written reads back the same, a vendor takes it, and a stream is the whole answer in pieces. */
final class CohereLawsTest {

    private static final CohereDialect DIALECT = Talking.DIALECT;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRequestReadsBackTheSame(long seed) {
        ChatRequest request = new Generating(seed).request();

        WrittenRequest written = DIALECT.writeRequest(request, ModelTraits.unknown(request.model()));
        ChatRequest read =
                DIALECT.readRequest(JsonBody.parse(written.body().toBody().toBytes()));

        assertThat(written.unsupported()).isEmpty();
        assertThat(read).isEqualTo(request);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReplyReadsBackTheSame(long seed) {
        ChatReply reply = new Generating(seed).reply();

        ChatReply read = DIALECT.readReply(DIALECT.writeReply(reply, Talking.FRAME));

        assertThat(read).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aStreamIsTheWholeAnswer(long seed) {
        ChatReply reply = new Generating(seed).reply();

        List<SseEvent> stream = Talking.write(Telling.of(reply));

        assertThat(Talking.collected(Talking.read(stream))).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRelayedStreamIsUnchanged(long seed) {
        ChatReply reply = new Generating(seed).reply();
        List<SseEvent> stream = Talking.write(Telling.of(reply));
        EventRelay relay = DIALECT.eventRelay(Talking.FRAME);
        List<SseEvent> relayed = new ArrayList<>();

        stream.forEach(event -> relay.relay(event, relayed::add));

        assertThat(relayed).isEqualTo(stream);
        assertThat(relay.complete()).isTrue();
        assertThat(relay.usage()).isEqualTo(reply.usage());
    }

    @org.junit.jupiter.api.Test
    void everyRequestIsTakenByAVendorAsStrictAsTheRealOne() throws Exception {
        try (FakeCohere vendor = FakeCohere.start();
                HttpClient client = HttpClient.newHttpClient()) {
            for (long seed = 0; seed < 200; seed++) {
                ChatRequest request = new Generating(seed).request();
                JsonBody body = DIALECT.writeRequest(request, ModelTraits.unknown(request.model()))
                        .body();

                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create(vendor.baseUrl() + "/v2/chat"))
                                .header("authorization", "Bearer key")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(
                                        body.toBody().toBytes()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                assertThat(response.statusCode())
                        .as(seed + " " + response.body())
                        .isEqualTo(200);
            }
        }
    }
}

package dev.dragoman.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import dev.dragoman.testkit.FakeOllama;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written reads back the same, a vendor takes it, and a stream is the whole answer in pieces. */
final class OllamaLawsTest {

    private static final OllamaDialect DIALECT = Chatting.DIALECT;

    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "stream",
            "format",
            "keep_alive",
            "tools",
            "options",
            "think",
            "truncate",
            "shift",
            "logprobs",
            "top_logprobs");
    private static final Set<String> FIELDS_OF_MESSAGE =
            Set.of("role", "content", "thinking", "images", "tool_calls", "tool_name", "tool_call_id");
    private static final Set<String> OPTIONS = Set.of(
            "num_predict",
            "temperature",
            "top_p",
            "top_k",
            "seed",
            "stop",
            "presence_penalty",
            "frequency_penalty",
            "num_ctx",
            "min_p");

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

        ChatReply read = DIALECT.readReply(DIALECT.writeReply(reply, Chatting.FRAME));

        assertThat(read).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aStreamIsTheWholeAnswer(long seed) {
        ChatReply reply = new Generating(seed).reply();

        List<SseEvent> stream = Chatting.write(Telling.of(reply));

        assertThat(Chatting.collected(Chatting.read(stream))).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRelayedStreamIsUnchanged(long seed) {
        ChatReply reply = new Generating(seed).reply();
        List<SseEvent> stream = Chatting.write(Telling.of(reply));
        EventRelay relay = DIALECT.eventRelay(Chatting.FRAME);
        List<SseEvent> relayed = new ArrayList<>();

        stream.forEach(event -> relay.relay(event, relayed::add));

        assertThat(relayed.stream().map(SseEvent::text))
                .containsExactlyElementsOf(stream.stream().map(SseEvent::text).toList());
        assertThat(relay.complete()).isTrue();
        assertThat(relay.usage()).isEqualTo(reply.usage());
    }

    @org.junit.jupiter.api.Test
    void everyRequestIsTakenByAVendorAsStrictAsTheRealOne() throws Exception {
        try (FakeOllama vendor = FakeOllama.start();
                HttpClient client = HttpClient.newHttpClient()) {
            for (long seed = 0; seed < 200; seed++) {
                ChatRequest request = new Generating(seed).request();
                JsonBody body = DIALECT.writeRequest(request, ModelTraits.unknown(request.model()))
                        .body();

                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create(vendor.baseUrl() + "/api/chat"))
                                .header("authorization", "Bearer key")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(
                                        body.toBody().toBytes()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                requireKnownFields(body.toObject());
                assertThat(response.statusCode())
                        .as(seed + " " + response.body())
                        .isEqualTo(200);
            }
        }
    }

    /** The server passes over what it does not know, so that it cannot tell. */
    private static void requireKnownFields(JsonObject body) {
        assertThat(FIELDS).containsAll(body.names());
        JsonObject options = body.object("options");
        if (options != null) {
            assertThat(OPTIONS).containsAll(options.names());
        }
        for (JsonValue message : java.util.Objects.requireNonNull(body.array("messages"))) {
            assertThat(FIELDS_OF_MESSAGE).containsAll(((JsonObject) message).names());
        }
    }
}

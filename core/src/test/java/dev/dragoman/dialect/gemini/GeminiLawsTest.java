package dev.dragoman.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written reads back the same, and a stream is the whole answer in pieces. */
class GeminiLawsTest {

    private static final GeminiDialect DIALECT = Speaking.DIALECT;

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRequestReadsBackTheSame(long seed) {
        ChatRequest request = new Generating(seed).request();

        WrittenRequest written = DIALECT.writeRequest(request, ModelTraits.unknown(request.model()));
        byte[] sent = written.body().toBody().toBytes();
        ChatRequest read = DIALECT.readRequest(JsonBody.parse(sent));

        assertThat(written.unsupported()).isEmpty();
        assertThat(read.toBuilder().model(request.model()).build()).isEqualTo(request);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReplyReadsBackTheSame(long seed) {
        ChatReply reply = new Generating(seed).reply();

        ChatReply read = DIALECT.readReply(DIALECT.writeReply(reply, frame(reply)));

        assertThat(read).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aStreamIsTheWholeAnswer(long seed) {
        ChatReply reply = new Generating(seed).reply();
        byte[] whole = DIALECT.writeReply(reply, frame(reply));

        ChatReply collected = Collecting.reply(read(List.of(SseEvent.data(whole))));

        assertThat(collected).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aStreamReadsBackTheSame(long seed) {
        ChatReply reply = new Generating(seed).reply();
        List<ChatEvent> events = read(List.of(SseEvent.data(DIALECT.writeReply(reply, frame(reply)))));

        List<SseEvent> written = Speaking.writeEvents(frame(reply), events);

        assertThat(Collecting.reply(read(written))).isEqualTo(reply);
    }

    private static List<ChatEvent> read(List<SseEvent> stream) {
        EventReader reader = DIALECT.eventReader();
        List<ChatEvent> events = new ArrayList<>();
        stream.forEach(event -> reader.read(event, events::add));
        reader.end(events::add);
        return events;
    }

    private static ReplyFrame frame(ChatReply reply) {
        return new ReplyFrame("frame", reply.model(), 0, true, false);
    }
}

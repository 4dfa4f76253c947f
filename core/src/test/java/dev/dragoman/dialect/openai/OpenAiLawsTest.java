package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.dialect.ChatCollector;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Served;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OpenAiLawsTest {

    private static final OpenAiDialect DIALECT = new OpenAiDialect();
    private static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-made", "gpt", 0, true, false);

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenRequestReadsBackTheSame(long seed) {
        ChatRequest request = Requests.make(new Dice(seed));

        WrittenRequest written = DIALECT.writeRequest(request, ModelTraits.unknown("gpt"));

        JsonBody sent = JsonBody.parse(written.body().toBody().toBytes());
        assertThat(written.unsupported()).isEmpty();
        assertThat(DIALECT.readRequest(sent)).isEqualTo(request);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenReplyReadsBackTheSame(long seed) {
        ChatReply reply = Replies.make(new Dice(seed));

        assertThat(DIALECT.readReply(DIALECT.writeReply(reply, FRAME))).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenStreamReadsBackAsTheWholeAnswer(long seed) {
        Dice dice = new Dice(seed);
        ChatReply reply = Replies.make(dice);
        EventWriter writer = DIALECT.eventWriter(FRAME);
        EventReader reader = DIALECT.eventReader();
        ChatCollector collector = new ChatCollector();

        Telling.of(reply, dice).forEach(event -> writer.write(event, sse -> reader.read(sse, collector)));
        reader.end(collector);

        assertThat(collector.reply()).isEqualTo(reply);
        assertThat(collector.complete()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRelayedStreamTellsTheSameAnswer(long seed) {
        Dice dice = new Dice(seed);
        ChatReply reply = Replies.make(dice);
        EventWriter writer = DIALECT.eventWriter(FRAME);
        EventRelay relay = DIALECT.eventRelay(FRAME);
        EventReader reader = DIALECT.eventReader();
        ChatCollector collector = new ChatCollector();

        Telling.of(reply, dice)
                .forEach(event -> writer.write(event, sse -> relay.relay(sse, out -> reader.read(out, collector))));

        assertThat(collector.reply()).isEqualTo(reply);
        assertThat(relay.complete()).isTrue();
        assertThat(relay.usage())
                .isEqualTo(reply.usage().serving(Served.by(reply.model()).as(reply.serviceTier())));
    }
}

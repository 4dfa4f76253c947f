package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnthropicLawsTest {

    private static final AnthropicDialect DIALECT = new AnthropicDialect();
    private static final ReplyFrame FRAME = new ReplyFrame("msg_made", "claude", 0, true, false);

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenRequestReadsBackTheSame(long seed) {
        ChatRequest request = Requests.make(new Dice(seed));

        WrittenRequest written = DIALECT.writeRequest(request, Claude.SONNET_4_6);

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
        Listener listener = new Listener();

        Telling.of(reply, dice).forEach(event -> writer.write(event, sse -> reader.read(sse, listener)));
        reader.end(listener);

        assertThat(listener.reply()).isEqualTo(reply);
        assertThat(listener.ended()).isTrue();
    }
}

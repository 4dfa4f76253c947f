package dev.dragoman.dialect.responses;

import static dev.dragoman.dialect.responses.Responding.DIALECT;
import static dev.dragoman.dialect.responses.Responding.FRAME;
import static dev.dragoman.dialect.responses.Responding.TRAITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.dialect.ChatCollector;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.Unserved;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.SseEvent;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ResponsesLawsTest {

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenRequestReadsBackTheSame(long seed) {
        ChatRequest request = Requests.make(new Dice(seed));

        WrittenRequest written = DIALECT.writeRequest(request, TRAITS);

        JsonBody sent = JsonBody.parse(written.body().toBody().toBytes());
        assertThat(written.unsupported()).isEmpty();
        assertThat(DIALECT.readRequest(sent)).isEqualTo(request);
        assertThat(DIALECT.untranslatable(sent)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenReplyReadsBackTheSame(long seed) {
        ChatReply reply = Replies.make(new Dice(seed));

        assertThat(Unserved.of(DIALECT.readReply(DIALECT.writeReply(reply, FRAME))))
                .isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenStreamReadsBackAsTheWholeAnswer(long seed) {
        Dice dice = new Dice(seed);
        ChatReply reply = Replies.make(dice);

        ChatCollector collector = collected(told(reply, dice));

        assertThat(Unserved.of(collector.reply())).isEqualTo(reply);
        assertThat(collector.complete()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLastEventHoldsTheWholeAnswer(long seed) {
        Dice dice = new Dice(seed);
        ChatReply reply = Replies.make(dice);

        JsonObject last = Json.parseObject(told(reply, dice).getLast().data());

        assertThat(last.object("response")).isEqualTo(Json.parseObject(DIALECT.writeReply(reply, FRAME)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theEventsAddUpToTheirLastOne(long seed) {
        Dice dice = new Dice(seed);

        StreamShape.check(told(Replies.make(dice), dice));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRelayedStreamTellsTheSameAnswer(long seed) {
        Dice dice = new Dice(seed);
        ChatReply reply = Replies.make(dice);
        List<SseEvent> vendor = told(reply, dice);
        EventRelay relay = DIALECT.eventRelay(FRAME);
        ChatCollector collector = new ChatCollector();
        EventReader reader = DIALECT.eventReader();

        vendor.forEach(event -> relay.relay(event, out -> reader.read(out, collector)));

        assertThat(Unserved.of(collector.reply())).isEqualTo(reply);
        assertThat(relay.complete()).isTrue();
        assertThat(Unserved.of(relay.usage())).isEqualTo(reply.usage());
        assertThat(relay.usage().served().model()).isEqualTo(reply.model());
        assertThat(relay.usage().serviceTier()).isEqualTo(reply.serviceTier());
    }

    private static List<SseEvent> told(ChatReply reply, Dice dice) {
        return Responding.told(Telling.of(reply, dice));
    }

    private static ChatCollector collected(List<SseEvent> events) {
        EventReader reader = DIALECT.eventReader();
        ChatCollector collector = new ChatCollector();
        events.forEach(event -> reader.read(event, collector));
        reader.end(collector);
        return collector;
    }
}

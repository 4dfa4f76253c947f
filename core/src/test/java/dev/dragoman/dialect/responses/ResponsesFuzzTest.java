package dev.dragoman.dialect.responses;

import static dev.dragoman.dialect.responses.Responding.DIALECT;
import static dev.dragoman.dialect.responses.Responding.FRAME;
import static dev.dragoman.dialect.responses.Responding.TRAITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.chance.Mutations;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.error.LlmException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.SseEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives, the answer is a translation or a failure of our own kind that names its cause. */
final class ResponsesFuzzTest {

    private static final Golden GOLDEN = new Golden("crossing");

    static LongStream seeds() {
        return LongStream.range(0, 1000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledRequestsAreReadOrRefused(long seed) {
        Dice dice = new Dice(seed);
        JsonObject good = dice.toss()
                ? GOLDEN.object("request/a-conversation-of-items/responses.in.json")
                : DIALECT.writeRequest(Requests.make(dice), TRAITS).body().toObject();
        JsonValue spoiled = Mutations.spoiled(good, dice);

        attempt(() -> {
            JsonBody body = JsonBody.of(spoiled instanceof JsonObject object ? object : JsonObject.EMPTY);
            assertThat(DIALECT.untranslatable(body)).doesNotContain("model");
            ChatRequest request = DIALECT.readRequest(body);
            byte[] written =
                    DIALECT.writeRequest(request, TRAITS).body().toBody().toBytes();
            assertThat(Json.parse(written)).isInstanceOf(JsonObject.class);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledRepliesAreReadOrRefused(long seed) {
        Dice dice = new Dice(seed);
        JsonValue good = dice.toss()
                ? GOLDEN.object("reply/items-of-every-kind/responses.in.json")
                : Json.parse(DIALECT.writeReply(Replies.make(dice), FRAME));
        byte[] spoiled = Json.bytes(Mutations.spoiled(good, dice));

        attempt(() -> Json.parse(DIALECT.writeReply(DIALECT.readReply(spoiled), FRAME)));
        attempt(() -> Json.parse(DIALECT.relayReply(spoiled, FRAME).body().toBytes()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledStreamsAreReadOrRefused(long seed) {
        Dice dice = new Dice(seed);
        List<SseEvent> good = dice.toss()
                ? GOLDEN.events("stream/items-in-events/responses.in.sse")
                : Responding.told(Telling.of(Replies.make(dice), dice));
        EventReader reader = DIALECT.eventReader();
        EventWriter writer = DIALECT.eventWriter(FRAME);
        EventRelay relay = DIALECT.eventRelay(FRAME);
        Consumer<SseEvent> client = event -> assertThat(event.data()).isNotEmpty();

        for (SseEvent event : good) {
            JsonValue data = Json.parse(event.data());
            SseEvent spoiled = new SseEvent(
                    dice.toss() ? event.event() : null,
                    Json.bytes(dice.below(4) == 0 ? Mutations.spoiled(data, dice) : data));
            attempt(() -> reader.read(spoiled, heard -> writer.write(heard, client)));
            attempt(() -> relay.relay(spoiled, client));
        }
        attempt(() -> reader.end(heard -> writer.write(heard, client)));
        attempt(() -> relay.end(client));
    }

    private static void attempt(Runnable attempt) {
        try {
            attempt.run();
        } catch (LlmException refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
    }
}

package dev.dragoman.dialect.openai;

import static dev.dragoman.dialect.openai.OpenAi.COMPATIBLE;
import static dev.dragoman.dialect.openai.OpenAi.DIALECT;
import static dev.dragoman.dialect.openai.OpenAi.FRAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.chance.Mutations;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives, the answer is a translation or a failure of our own kind that names its cause. */
final class OpenAiFuzzTest {

    private static final Golden GOLDEN = new Golden("openai");

    private static final ModelTraits TRAITS = ModelTraits.unknown("m");

    static LongStream seeds() {
        return LongStream.range(0, 1000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledRequestsAreReadOrRefused(long seed) {
        Dice dice = new Dice(seed);
        JsonObject good = dice.toss()
                ? GOLDEN.object("rich.request.in.json")
                : DIALECT.writeRequest(Requests.make(dice), TRAITS).body().toObject();
        JsonValue spoiled = Mutations.spoiled(good, dice);

        attempt(() -> {
            JsonBody body = JsonBody.of(spoiled instanceof JsonObject object ? object : JsonObject.EMPTY);
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
                ? GOLDEN.object("rich.reply.in.json")
                : Json.parse(DIALECT.writeReply(Replies.make(dice), FRAME));
        byte[] spoiled = Json.bytes(Mutations.spoiled(good, dice));

        attempt(() -> Json.parse(DIALECT.writeReply(COMPATIBLE.readReply(spoiled), FRAME)));
        attempt(() -> Json.parse(DIALECT.relayReply(spoiled, FRAME).body().toBytes()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledStreamsAreReadOrRefused(long seed) {
        Dice dice = new Dice(seed);
        List<SseEvent> good = dice.toss() ? GOLDEN.events("rich.stream.in.sse") : told(dice);
        EventReader reader = COMPATIBLE.eventReader();
        EventWriter writer = DIALECT.eventWriter(FRAME);
        EventRelay relay = DIALECT.eventRelay(FRAME);
        Consumer<SseEvent> client = event -> assertThat(event.data()).isNotEmpty();

        for (SseEvent event : good.subList(0, good.size() - 1)) {
            JsonValue data = Json.parse(event.data());
            SseEvent spoiled = SseEvent.data(Json.bytes(dice.below(4) == 0 ? Mutations.spoiled(data, dice) : data));
            attempt(() -> reader.read(spoiled, heard -> writer.write(heard, client)));
            attempt(() -> relay.relay(spoiled, client));
        }
        attempt(() -> reader.end(heard -> writer.write(heard, client)));
        attempt(() -> relay.end(client));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledErrorsAreErrors(long seed) {
        Dice dice = new Dice(seed);
        JsonValue body = OpenAi.object("{'error':{'message':'x','type':'t','param':'p','code':'c',"
                + "'innererror':{'code':'r','content_filter_result':{}}}}");
        byte[] spoiled = Json.bytes(Mutations.spoiled(body, dice));

        LlmException error = DIALECT.readError(new VendorError(
                "azure", "m", dice.one(200, 302, 400, 429, 500, 599), Map.of("retry-after", dice.text()), spoiled));

        assertThat(error.getMessage()).isNotBlank();
        assertThat(new String(DIALECT.writeError(error, null), StandardCharsets.UTF_8))
                .startsWith("{\"error\":{");
    }

    private static List<SseEvent> told(Dice dice) {
        List<SseEvent> events = new ArrayList<>();
        EventWriter vendor = DIALECT.eventWriter(FRAME);
        Telling.of(Replies.make(dice), dice).forEach(event -> vendor.write(event, events::add));
        return events;
    }

    private static void attempt(Runnable attempt) {
        try {
            attempt.run();
        } catch (LlmException refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
    }
}

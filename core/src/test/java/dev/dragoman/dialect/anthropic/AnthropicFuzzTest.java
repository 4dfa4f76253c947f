package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import dev.dragoman.chance.Mutations;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
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
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives, the answer is a translation or a failure of our own kind that names its cause. */
final class AnthropicFuzzTest {

    private static final Golden GOLDEN = new Golden("anthropic");

    private static final AnthropicDialect DIALECT = new AnthropicDialect();
    private static final ReplyFrame FRAME = new ReplyFrame("msg_made", "claude", 0, true, false);

    static LongStream seeds() {
        return LongStream.range(0, 2000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledRequestsAreReadOrRefused(long seed) {
        Dice dice = new Dice(seed);
        JsonValue spoiled = Mutations.spoiled(GOLDEN.object("rich.request.in.json"), dice);
        ModelTraits traits =
                dice.one(Claude.HAIKU_3, Claude.SONNET_4, Claude.SONNET_4_6, Claude.OPUS_4_7, Claude.UNKNOWN);

        attempt(() -> {
            JsonBody body = JsonBody.of(spoiled instanceof JsonObject object ? object : JsonObject.EMPTY);
            ChatRequest request = DIALECT.readRequest(body);
            byte[] written =
                    DIALECT.writeRequest(request, traits).body().toBody().toBytes();
            assertThat(Json.parse(written)).isInstanceOf(JsonObject.class);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledRepliesAreReadOrRefused(long seed) {
        byte[] spoiled = Json.bytes(Mutations.spoiled(GOLDEN.object("rich.reply.in.json"), new Dice(seed)));

        attempt(() -> Json.parse(DIALECT.writeReply(DIALECT.readReply(spoiled), FRAME)));
        attempt(() -> Json.parse(DIALECT.relayReply(spoiled, FRAME).body().toBytes()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledStreamsAreReadOrRefused(long seed) {
        Dice dice = new Dice(seed);
        EventReader reader = DIALECT.eventReader();
        EventWriter writer = DIALECT.eventWriter(FRAME);
        EventRelay relay = DIALECT.eventRelay(FRAME);
        Consumer<SseEvent> client = event -> Json.parse(event.data());

        for (SseEvent event : GOLDEN.events("rich.stream.in.sse")) {
            JsonValue data = Json.parse(event.data());
            byte[] spoiled = Json.bytes(dice.below(4) == 0 ? Mutations.spoiled(data, dice) : data);
            attempt(() -> reader.read(SseEvent.data(spoiled), heard -> writer.write(heard, client)));
            attempt(() -> relay.relay(new SseEvent(event.event(), spoiled), client));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledErrorsAreErrors(long seed) {
        JsonValue body = Json.parse("{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"x\","
                + "\"details\":{\"error_code\":\"c\"}},\"request_id\":\"req_1\"}");
        Dice dice = new Dice(seed);
        byte[] spoiled = Json.bytes(Mutations.spoiled(body, dice));

        LlmException error = DIALECT.readError(new VendorError(
                "anthropic", "m", dice.one(400, 429, 500, 599, 302), Map.of("retry-after", dice.text()), spoiled));

        assertThat(error.getMessage()).isNotBlank();
        Json.parse(DIALECT.writeError(error, null));
    }

    private static void attempt(Runnable attempt) {
        try {
            attempt.run();
        } catch (LlmException refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
    }
}

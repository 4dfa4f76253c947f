package dev.dragoman.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dragoman.chance.Dice;
import dev.dragoman.chance.Mutations;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.Talk;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with what others write, the answer is one of the known errors. */
final class CohereFuzzTest {

    private static final Path CASES = Path.of("src/test/resources/golden/cohere");
    private static final JsonValue REQUEST = golden("request/rich.out.json");
    private static final JsonValue ASKED = golden("request/rich.in.json");
    private static final JsonValue REPLY = golden("reply/rich.in.json");
    private static final JsonValue CALLS = golden("reply/tools.in.json");
    private static final JsonValue STREAM = golden("stream/rich.in.json");
    private static final JsonValue CALL_STREAM = golden("stream/tools.in.json");

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRequestIsReadOrRefused(long seed) {
        JsonValue mutant = Mutations.spoiled(REQUEST, new Dice(seed));

        expectKnown(mutant, () -> {
            if (mutant instanceof JsonObject object) {
                Talking.DIALECT.writeRequest(
                        Talking.DIALECT.readRequest(JsonBody.of(object)), ModelTraits.unknown("m"));
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRequestOfAnotherFormatIsWrittenOrRefused(long seed) {
        JsonValue mutant = Mutations.spoiled(ASKED, new Dice(seed));

        expectKnown(mutant, () -> {
            if (mutant instanceof JsonObject object) {
                Talking.DIALECT.writeRequest(Talk.OPENAI.readRequest(JsonBody.of(object)), ModelTraits.unknown("m"));
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReplyIsReadOrCalledWrong(long seed) {
        Dice dice = new Dice(seed);
        JsonValue mutant = Mutations.spoiled(dice.toss() ? REPLY : CALLS, dice);
        byte[] bytes = Json.bytes(mutant);

        expectKnown(mutant, () -> Talking.DIALECT.writeReply(Talking.DIALECT.readReply(bytes), Talk.FRAME));
        expectKnown(mutant, () -> Talk.OPENAI.writeReply(Talking.DIALECT.readReply(bytes), Talk.FRAME));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aStreamIsReadOrCalledWrong(long seed) {
        Dice dice = new Dice(seed);
        JsonValue mutant = Mutations.spoiled(dice.toss() ? STREAM : CALL_STREAM, dice);

        expectKnown(mutant, () -> {
            EventReader reader = Talking.DIALECT.eventReader();
            EventWriter writer = Talking.DIALECT.eventWriter(Talk.FRAME);
            for (JsonValue event : mutant instanceof JsonArray events ? events : JsonArray.EMPTY) {
                reader.read(SseEvent.data(Json.bytes(event)), step -> writer.write(step, written -> {}));
            }
            reader.end(step -> {});
        });
        expectKnown(mutant, () -> {
            EventRelay relay = Talking.DIALECT.eventRelay(Talk.FRAME);
            for (JsonValue event : mutant instanceof JsonArray events ? events : JsonArray.EMPTY) {
                relay.relay(SseEvent.data(Json.bytes(event)), relayed -> {});
            }
            relay.end(relayed -> {});
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anErrorIsAlwaysUnderstood(long seed) {
        Dice dice = new Dice(seed);
        JsonValue mutant = Mutations.spoiled(Json.parse("{\"id\":\"r\",\"message\":\"too many tokens\"}"), dice);
        int status = 400 + dice.below(120);

        LlmException read =
                Talking.DIALECT.readError(new VendorError("cohere", "m", status, Map.of(), Json.bytes(mutant)));

        assertThat(Talking.DIALECT.writeError(read, "r")).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bytesThatAreCutOffAreCalledWrong(long seed) {
        byte[] whole = Json.bytes(REPLY);
        byte[] cut = Arrays.copyOf(whole, new Dice(seed).below(whole.length));

        assertThat(catchThrowable(() -> Talking.DIALECT.readReply(cut))).isInstanceOf(LlmException.class);
        assertThat(catchThrowable(() -> Talking.DIALECT.relayReply(cut, Talk.FRAME)))
                .isInstanceOf(LlmException.class);
    }

    private static void expectKnown(JsonValue mutant, ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        if (thrown != null) {
            assertThat(thrown).as(mutant.toJson()).isInstanceOf(LlmException.class);
        }
    }

    private static JsonValue golden(String name) {
        try {
            return Json.parse(Files.readAllBytes(CASES.resolve(name)));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}

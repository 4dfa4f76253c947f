package dev.dragoman.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.chance.Dice;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scan and the full parser agree on what is JSON and what it says. */
final class JsonBodyDifferentialTest {

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyDocumentIsReadAlike(long seed) {
        byte[] json = Documents.object(new Dice(seed)).getBytes(StandardCharsets.UTF_8);

        JsonBody body = JsonBody.parse(json);

        assertThat(body.toObject()).isEqualTo(Json.parse(json));
        assertThat(body.toBody().toBytes()).isEqualTo(json);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spoiledDocumentsAreTakenOrRefusedAlike(long seed) {
        Dice dice = new Dice(seed);

        for (int i = 0; i < 40; i++) {
            byte[] json = Documents.spoiled(Documents.object(dice), dice);

            assertThat(scanned(json))
                    .as(new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(parsed(json));
        }
    }

    @Test
    void aDocumentCutAnywhereIsRefused() {
        byte[] json = " {\"a\":[1.5e3,{\"ä\":\"\\u00e4🏔\"}],\"b\":{\"c\":null,\"d\":true}} "
                .getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < json.length - 1; length++) {
            byte[] cut = Arrays.copyOf(json, length);

            assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> JsonBody.parse(cut));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEditedBodySaysWhatTheEditedObjectSays(long seed) {
        Dice dice = new Dice(seed);
        JsonBody body = JsonBody.parse(Documents.object(dice).getBytes(StandardCharsets.UTF_8));
        JsonObject object = body.toObject();

        for (int i = dice.below(5); i > 0; i--) {
            String name = object.isEmpty() || dice.toss()
                    ? "new" + i
                    : dice.one(object.names().toArray(String[]::new));
            boolean put = dice.toss();
            JsonObject value = dice.object();
            body = put ? body.with(name, value) : body.without(name);
            object = put ? object.with(name, value) : object.without(name);
        }

        assertThat(Json.parse(body.toBody().toBytes())).isEqualTo(object);
        assertThat(body.toObject()).isEqualTo(object);
        assertThat(body.names()).isEqualTo(object.names());
        assertThat(body.toBody().length()).isEqualTo(body.toBody().toBytes().length);
    }

    /** What the scan reads; null when it refuses. */
    private static @Nullable JsonValue scanned(byte[] json) {
        try {
            return JsonBody.parse(json).toObject();
        } catch (JsonSyntaxException refused) {
            return null;
        }
    }

    /** What the parser reads of an object in strict UTF-8; null when it refuses. */
    private static @Nullable JsonValue parsed(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return Json.parse(json) instanceof JsonObject object ? object : null;
        } catch (JsonSyntaxException | CharacterCodingException refused) {
            return null;
        }
    }
}

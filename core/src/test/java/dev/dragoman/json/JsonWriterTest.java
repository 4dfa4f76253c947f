package dev.dragoman.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.chance.Dice;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonWriterTest {

    private static final char[] CHARACTERS = {
        'a', 'b', '?', '"', '\\', '/', '\n', '\r', '\t', '\b', '\f', 0, 0x1f, 0x20, 0x7f, 0x80, 'ä', 0x7ff, 0x800, '日',
        0xd83c, 0xdfd4, 0xd800, 0xdfff, 0xfffd, 0xffff
    };

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyTextReadsBackTheSame(long seed) {
        Dice dice = new Dice(seed);
        StringBuilder text = new StringBuilder();
        for (int i = dice.below(60); i > 0; i--) {
            text.append(CHARACTERS[dice.below(dice.toss() ? 10 : CHARACTERS.length)]);
        }

        JsonValue read = Json.parse(Json.bytes(new JsonString(text.toString())));

        assertThat(read).isEqualTo(new JsonString(text.toString()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            ?,"?"
            what?,"what?"
            d800,"\\ud800"
            a9,"©"
            1f,"\\u001f"
            a,"\\n"
            7f,"\u007f"
            22,"\\""
            5c,"\\\\"
            """)
    void charactersAreWrittenAsTheyAreOrEscaped(String character, String json) {
        String text =
                character.matches("[0-9a-f]+") ? String.valueOf((char) Integer.parseInt(character, 16)) : character;

        assertThat(Json.text(new JsonString(text))).isEqualTo(json);
    }

    @Test
    void halfOfAPairSurvivesBesideQuestionMarks() {
        String text = "is it? \ud83c? yes?";

        assertThat(Json.text(new JsonString(text))).isEqualTo("\"is it? \\ud83c? yes?\"");
        assertThat(Json.parse(Json.text(new JsonString(text)))).isEqualTo(new JsonString(text));
    }

    @Test
    void aPairIsWrittenInUtf8() {
        assertThat(Json.bytes(new JsonString("🏔"))).isEqualTo("\"🏔\"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void commasStandBetweenMembersAndItemsOnly() {
        JsonWriter out = new JsonWriter(0).beginObject();

        out.name("a").beginArray().value(1).beginObject().endObject().value("x").endArray();
        out.name("b")
                .nullValue()
                .member("c", true)
                .memberIfPresent("d", (String) null)
                .endObject();

        assertThat(out.toBytes()).asString().isEqualTo("{\"a\":[1,{},\"x\"],\"b\":null,\"c\":true}");
    }

    @Test
    void theBufferGrowsWithWhatIsWritten() {
        String text = "0123456789\"".repeat(50_000);

        assertThat(Json.parse(Json.bytes(new JsonString(text)))).isEqualTo(new JsonString(text));
    }
}

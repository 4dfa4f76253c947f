package dev.dragoman.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is judged alike wherever it stands: alone, after plain text of any length, before more of it. */
class JsonTextTest {

    private static final int[] PADS = {0, 1, 7, 8, 30, 31, 32, 33, 47, 48, 49, 63, 64, 65, 95, 200};

    @Test
    void bytesAreTextWhenTheJdkDecodesThem() {
        for (int first = 0x80; first <= 0xFF; first++) {
            for (int second = 0x7E; second <= 0xFF; second++) {
                judgedAsByTheJdk(first, second);
                for (int third : new int[] {0x7F, 0x80, 0xBF, 0xC0}) {
                    judgedAsByTheJdk(first, second, third);
                    judgedAsByTheJdk(first, second, third, 0x80);
                    judgedAsByTheJdk(first, second, third, 0xC0);
                }
            }
        }
    }

    @Test
    void everyCodePointPassesAtEveryPlaceOfABlock() {
        for (int codePoint = 0x20; codePoint <= Character.MAX_CODE_POINT; codePoint += 61) {
            if (codePoint != '"' && codePoint != '\\' && Character.getType(codePoint) != Character.SURROGATE) {
                byte[] text = Character.toString(codePoint).getBytes(UTF_8);
                assertThat(passes(text, 64 + codePoint % 32)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\n", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r", "\\t", "\\u00e9", "\\uD83D\\uDE42", "\\\\\\\""
            })
    void escapesPassAtEveryPlaceOfABlock(String escape) {
        for (int pad = 0; pad < 100; pad++) {
            assertThat(passes(escape.getBytes(UTF_8), pad)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    \\x       | unknown escape in a string
                    \\u12G4   | expected four hexadecimal digits after \\u
                    \\u12     | expected four hexadecimal digits after \\u
                    \\u00e9\\u1 | expected four hexadecimal digits after \\u
                    """)
    void wrongEscapesAreRefusedAtEveryPlaceOfABlock(String escape, String reason) {
        for (int pad : PADS) {
            assertThatThrownBy(() -> JsonBody.parse(quoted(escape.getBytes(UTF_8), pad)))
                    .isInstanceOf(JsonSyntaxException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void controlCharactersAreRefusedAndNamedAlsoAfterEscapes() {
        for (int pad : PADS) {
            for (int control = 0; control < 0x20; control++) {
                byte[] text = ("\\u00e9é\\n" + (char) control).getBytes(UTF_8);
                assertThatThrownBy(() -> JsonBody.parse(quoted(text, pad)))
                        .isInstanceOf(JsonSyntaxException.class)
                        .hasMessageContaining("control character " + text[text.length - 1]);
            }
        }
    }

    @Test
    void aTextWithoutAnEndIsRefusedWhereverItStops() {
        byte[] whole = quoted("\\u00e9 größer \\n 日本語".getBytes(UTF_8), 70);
        for (int length = 1; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JsonBody.parse(part)).isInstanceOf(JsonSyntaxException.class);
        }
    }

    private static void judgedAsByTheJdk(int... bytes) {
        byte[] text = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[i] = (byte) bytes[i];
        }
        boolean expected = isUtf8(text);
        for (int pad : new int[] {0, 45, 50}) {
            assertThat(passes(text, pad)).as(() -> Arrays.toString(bytes)).isEqualTo(expected);
        }
    }

    private static boolean isUtf8(byte[] text) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException wrong) {
            return false;
        }
    }

    private static boolean passes(byte[] text, int pad) {
        try {
            return JsonBody.parse(quoted(text, pad)).has("a");
        } catch (JsonSyntaxException refused) {
            return false;
        }
    }

    private static byte[] quoted(byte[] text, int pad) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.writeBytes(("{\"a\":\"" + "x".repeat(pad)).getBytes(ISO_8859_1));
        json.writeBytes(text);
        json.writeBytes("yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\"}".getBytes(ISO_8859_1));
        return json.toByteArray();
    }
}

package dev.dragoman.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Piece by piece a text has the tokens that it has as a whole. */
final class PieceCounterTest {

    private static final List<String> SCRAPS = List.of(
            "a",
            "B",
            "Word",
            "HTTPServer",
            "camelCase",
            "x1",
            "7",
            "12345",
            " ",
            "  ",
            "\t",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "'",
            "'s",
            "'S",
            "'ll",
            "'Re",
            "'v",
            "'x",
            "don't",
            "WE'LL",
            ".",
            ",",
            "...",
            "/",
            "//",
            "./\n/",
            "(",
            ")",
            "{\"key\": [1, 2]}",
            "#",
            "@",
            "_",
            "__init__",
            "-",
            "->",
            "é",
            "naïve",
            "東京",
            "🙂",
            "“",
            "—",
            "\u00a0",
            "\u2028",
            "\u0085",
            "\u000b",
            "\f",
            "\u0000",
            "\u001c",
            "\u007f",
            "ß",
            "'ſ",
            "<|endoftext|>",
            "the ",
            "token");

    private record Counters(Encoding whole, PieceCounter pieces) {

        static Counters of(PlainPieces pieces) {
            EncodingType type = pieces == PlainPieces.O200K ? EncodingType.O200K_BASE : EncodingType.CL100K_BASE;
            Encoding whole = Encodings.newLazyEncodingRegistry().getEncoding(type);
            return new Counters(whole, new PieceCounter(whole, pieces));
        }
    }

    @ParameterizedTest
    @EnumSource(PlainPieces.class)
    void textsOfScrapsHaveTheSameTokens(PlainPieces cut) {
        Counters counters = Counters.of(cut);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int scraps = random.nextInt(12); scraps >= 0; scraps--) {
                text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
            }
            isCountedAlike(counters, text.toString(), seed);
        }
    }

    @ParameterizedTest
    @EnumSource(PlainPieces.class)
    void anyPlainTextHasTheSameTokens(PlainPieces cut) {
        Counters counters = Counters.of(cut);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length >= 0; length--) {
                text.append((char)
                        (random.nextInt(8) == 0 ? "\n\r\t ".charAt(random.nextInt(4)) : ' ' + random.nextInt(96)));
            }
            isCountedAlike(counters, text.toString(), seed);
        }
    }

    private static void isCountedAlike(Counters counters, String text, long seed) {
        assertThat(counters.pieces().count(text))
                .as("seed %d: %s", seed, text.codePoints().boxed().toList())
                .isEqualTo(counters.whole().countTokensOrdinary(text));
    }
}

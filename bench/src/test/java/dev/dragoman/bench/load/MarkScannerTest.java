package dev.dragoman.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkScannerTest {

    private final List<String> heard = new ArrayList<>();
    private final MarkScanner scanner = new MarkScanner((number, nanos) -> heard.add(number + "/" + nanos));

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void marksAreFoundWhateverPiecesTheyArriveIn(int piece) {
        feed("data: {\"content\":\"#000000@0000000000000000012 \"}\n\ndata: {\"c\":[\"#000017@34 \"]}\n\n", piece);

        assertThat(heard).containsExactly("0/12", "17/34");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1000})
    void theEndIsNoticedOnce(int piece) {
        feed("data: {\"choices\":[[]]}\n\ndata: [DONE]\n\n", piece);

        assertThat(scanner.takeDone()).isTrue();
        assertThat(scanner.takeDone()).isFalse();
    }

    @Test
    void aStreamThatBreaksOffIsNotDone() {
        feed("data: [DON", 1000);

        assertThat(scanner.takeDone()).isFalse();
    }

    private void feed(String text, int piece) {
        for (int at = 0; at < text.length(); at += piece) {
            byte[] bytes =
                    text.substring(at, Math.min(text.length(), at + piece)).getBytes(StandardCharsets.US_ASCII);
            scanner.feed(bytes, 0, bytes.length);
        }
    }
}

package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NdjsonDecoderTest {

    private final NdjsonDecoder decoder = new NdjsonDecoder(1 << 10);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 10, 100})
    void linesAreCutOutOfAnyPieces(int size) {
        List<String> lines = feed("{\"a\":1}\n{\"ä\":\"😀\"}\r\n\n \t\r\n[2]\n", size);

        assertThat(lines).map(String::strip).containsExactly("{\"a\":1}", "{\"ä\":\"😀\"}", "[2]");
        decoder.end();
    }

    @Test
    void aLineThatIsNotEndedIsNoEvent() {
        List<String> lines = feed("{\"a\":1}\n{\"b\":", 4);

        assertThat(lines).containsExactly("{\"a\":1}");
        assertThatThrownBy(decoder::end)
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("ended inside a line of 5 bytes");
    }

    @Test
    void whiteSpaceAtTheEndIsNothing() {
        assertThat(feed("{}\n \r", 2)).containsExactly("{}");
        decoder.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 2000})
    void aLineThatIsTooLongIsRefused(int size) {
        String line = "\"" + "x".repeat(1 << 10) + "\"\n";

        assertThatThrownBy(() -> feed(line, size))
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("larger than 1024 bytes");
    }

    @Test
    void aLineOfTheGreatestLengthIsTaken() {
        String line = "\"" + "x".repeat((1 << 10) - 2) + "\"";

        assertThat(feed(line + "\n" + line + "\n", 300)).containsExactly(line, line);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            application/x-ndjson, NDJSON
            application/x-ndjson; charset=utf-8, NDJSON
            text/event-stream, SSE
            -, SSE
            application/vnd.amazon.eventstream, AWS_EVENT_STREAM
            application/json, -
            """)
    void theContentTypeNamesTheFraming(
            @org.jspecify.annotations.Nullable String type, @org.jspecify.annotations.Nullable EventFraming framing) {
        assertThat(EventFraming.of(type)).isEqualTo(framing);
    }

    private List<String> feed(String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            decoder.feed(new Slice(bytes, at, Math.min(size, bytes.length - at)));
            for (SseEvent event = decoder.poll(); event != null; event = decoder.poll()) {
                lines.add(event.text());
            }
        }
        return lines;
    }
}

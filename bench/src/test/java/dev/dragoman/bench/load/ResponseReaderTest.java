package dev.dragoman.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=1\r\n world\r\n0\r\n\r\n";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ResponseReader reader = new ResponseReader((bytes, from, to) -> body.write(bytes, from, to - from));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void chunksAreJoinedWhateverPiecesTheyArriveIn(int piece) throws IOException {
        feed(CHUNKED, piece);

        assertThat(body.toString(StandardCharsets.US_ASCII)).isEqualTo("hello world");
        assertThat(reader.complete()).isTrue();
    }

    @Test
    void aBodyOfKnownLengthIsReadToItsEnd() throws IOException {
        feed("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", 3);

        assertThat(body.toString(StandardCharsets.US_ASCII)).isEqualTo("hello");
        assertThat(reader.complete()).isTrue();
    }

    @Test
    void anUnfinishedResponseIsNotComplete() throws IOException {
        feed(CHUNKED.substring(0, CHUNKED.length() - 2), 1000);

        assertThat(reader.complete()).isFalse();
    }

    @Test
    void responsesFollowEachOther() throws IOException {
        feed(CHUNKED, 1000);
        feed(CHUNKED, 1000);

        assertThat(body.toString(StandardCharsets.US_ASCII)).isEqualTo("hello worldhello world");
    }

    @Test
    void anErrorStatusIsAnError() {
        assertThatThrownBy(() -> feed("HTTP/1.1 500 Internal Server Error\r\n\r\n", 1000))
                .hasMessage("status HTTP/1.1 500 Internal Server Error (expected: 200)");
    }

    private void feed(String text, int piece) throws IOException {
        for (int at = 0; at < text.length(); at += piece) {
            byte[] bytes =
                    text.substring(at, Math.min(text.length(), at + piece)).getBytes(StandardCharsets.US_ASCII);
            reader.feed(bytes, bytes.length);
        }
    }
}

package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is kept of an answer for an estimate. */
final class HeardTest {

    @Test
    void theBeginningStandsForTheWholeLength() {
        Heard heard = new Heard();
        byte[] event = bytes("{\"choices\":[{\"delta\":{\"content\":\"word \"}}]}");
        for (int i = 0; i < 10_000; i++) {
            heard.event(event);
        }

        int kept = heard.text().length() / "word ".length();

        assertThat(kept * event.length).isBetween(64 << 10, (64 << 10) + event.length);
        assertThat(heard.grown(kept)).isEqualTo(10_000);
    }

    @Test
    void whatIsShortIsKeptInFull() {
        Heard heard = new Heard();
        heard.event(bytes("{\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}"));

        assertThat(heard.text()).isEqualTo("Hi");
        assertThat(heard.grown(7)).isEqualTo(7);
        assertThat(new Heard().grown(0)).isZero();
    }

    @Test
    void eventsAreFoundInBytesHoweverTheyAreCut() {
        byte[] stream = bytes(
                "event: x\ndata: {\"delta\":{\"text\":\"Hel\"}}\n\ndata:{\"delta\":{\"text\":\"lo\"}}\r\n\ndata: [DONE]\n\n");
        Heard heard = new Heard();
        for (int at = 0; at < stream.length; at += 7) {
            heard.piece(new Slice(stream, at, Math.min(7, stream.length - at)));
        }

        assertThat(heard.text()).isEqualTo("Hello");
    }

    @Test
    void aWholeAnswerInBytesIsRead() {
        byte[] answer = bytes("{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}");
        Heard heard = new Heard();
        heard.piece(Slice.of(answer));

        assertThat(heard.text()).isEqualTo("Hi");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

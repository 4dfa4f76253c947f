package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.SseEvent;
import dev.dragoman.testkit.bedrock.EventFrames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsEventDecoderTest {

    /** A message made by AWS's own library. */
    private static final byte[] MESSAGE = HexFormat.of()
            .parseHex("0000009d00000057b9bbf89f0b3a6576656e742d74797065070011636f6e74656e74426c6f636b44656c7461"
                    + "0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d74"
                    + "7970650700056576656e747b22636f6e74656e74426c6f636b496e646578223a302c2264656c7461223a7b22"
                    + "74657874223a224869227d2c2270223a226162227d8b38b268");

    private static final String PAYLOAD = "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi\"},\"p\":\"ab\"}";

    private final AwsEventDecoder decoder = new AwsEventDecoder(1 << 20);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 11, 12, 13, 156, 157, 158, 1000})
    void messagesAreCutOutOfAnyPieces(int size) {
        List<SseEvent> events = feed(repeated(3), size);

        assertThat(events).hasSize(3).allSatisfy(event -> {
            assertThat(event.event()).isEqualTo("contentBlockDelta");
            assertThat(event.text()).isEqualTo(PAYLOAD);
        });
        decoder.end();
    }

    @Test
    void aLargeMessageIsCutOutOfSmallPieces() {
        byte[] payload = new byte[300_000];

        List<SseEvent> events = feed(EventFrames.message(Map.of(":message-type", "event"), payload), 4096);

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().data()).isEqualTo(payload);
    }

    @Test
    void anExceptionIsAnEventOfItsName() {
        byte[] payload = "{\"message\":\"slow down\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(":message-type", "exception", ":exception-type", "throttlingException");

        List<SseEvent> events = feed(EventFrames.message(headers, payload), 50);

        assertThat(events.getFirst().event()).isEqualTo("throttlingException");
        assertThat(events.getFirst().data()).isEqualTo(payload);
    }

    @Test
    void anErrorIsToldByItsHeaders() {
        Map<String, String> headers =
                Map.of(":message-type", "error", ":error-code", "InternalFailure", ":error-message", "it \"broke\"");

        List<SseEvent> events = feed(EventFrames.message(headers, new byte[0]), 50);

        assertThat(events.getFirst().event()).isEqualTo("InternalFailure");
        assertThat(events.getFirst().text()).isEqualTo("{\"message\":\"it \\\"broke\\\"\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 8, 12, 20, 99, 110, 153, 156})
    void aFlippedBitIsNoticed(int at) {
        byte[] broken = MESSAGE.clone();
        broken[at] = (byte) (broken[at] ^ 1);

        assertThatThrownBy(() -> feed(broken, 1000))
                .isInstanceOfSatisfying(
                        UpstreamException.class,
                        told -> assertThat(told.kind()).isEqualTo(UpstreamException.Kind.PROTOCOL))
                .hasMessageContaining("checksum");
    }

    @Test
    void anEndInsideAMessageIsNoticed() {
        feed(java.util.Arrays.copyOf(MESSAGE, 100), 100);

        assertThatThrownBy(decoder::end).isInstanceOf(UpstreamException.class).hasMessageContaining("inside a message");
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedBeforeItCame() {
        byte[] large = EventFrames.message(Map.of(), new byte[2 << 20]);

        assertThatThrownBy(() -> feed(java.util.Arrays.copyOf(large, 12), 12))
                .isInstanceOfSatisfying(
                        UpstreamException.class,
                        told -> assertThat(told.kind()).isEqualTo(UpstreamException.Kind.TOO_LARGE));
    }

    private List<SseEvent> feed(byte[] bytes, int size) {
        List<SseEvent> events = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            decoder.feed(new Slice(bytes, at, Math.min(size, bytes.length - at)));
            for (SseEvent event = decoder.poll(); event != null; event = decoder.poll()) {
                events.add(event);
            }
        }
        return events;
    }

    private static byte[] repeated(int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(MESSAGE);
        }
        return out.toByteArray();
    }
}

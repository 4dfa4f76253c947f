package dev.dragoman.gateway.web.netty.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

final class BodyCollectorTest {

    private static final int LIMIT = 10_000_000;

    private long taken;
    private long roomLeft = Long.MAX_VALUE;

    @Test
    void announcedBodyIsPutTogether() {
        BodyCollector collector = new BodyCollector(6, LIMIT, this::take);

        assertThat(collector.takeAnnounced(bytes("abc"))).isFalse();
        assertThat(collector.takeAnnounced(bytes("defgh"))).isTrue();

        assertThat(collector.toBytes()).asString().isEqualTo("abcdef");
        assertThat(taken).isZero();
    }

    @Test
    void announcementAloneCostsLittle() {
        BodyCollector collector = new BodyCollector(LIMIT, LIMIT, this::take);

        assertThat(collector.roomTaken()).isEqualTo(1 << 20);
        assertThat(taken).isEqualTo(1 << 20);
    }

    @Test
    void largeBodyTakesItsRoom() {
        BodyCollector collector = new BodyCollector(-1, LIMIT, this::take);

        for (int i = 0; i < 50; i++) {
            collector.take(Unpooled.wrappedBuffer(new byte[100_000]), 100_000);
        }

        assertThat(collector.toBytes()).hasSize(5_000_000);
        assertThat(taken).isBetween(5_000_000L, (long) LIMIT).isEqualTo(collector.roomTaken());
    }

    @Test
    void bodyWithoutRoomIsRefused() {
        roomLeft = 1_000_000;
        BodyCollector collector = new BodyCollector(-1, LIMIT, this::take);

        assertThatThrownBy(() -> collector.take(Unpooled.wrappedBuffer(new byte[2_000_000]), 2_000_000))
                .isInstanceOfSatisfying(
                        WireException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(503));
        assertThat(collector.roomTaken()).isZero();
    }

    @Test
    void bodyBeyondTheLimitIsRefused() {
        BodyCollector collector = new BodyCollector(-1, 10, this::take);

        assertThatThrownBy(() -> collector.take(bytes("01234567890"), 11))
                .isInstanceOfSatisfying(
                        WireException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(413));
    }

    private boolean take(long bytes) {
        if (bytes > roomLeft) {
            return false;
        }
        roomLeft -= bytes;
        taken += bytes;
        return true;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}

package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LeakRecorderTest {

    @AfterEach
    void forget() {
        LeakRecorder.reports().clear();
    }

    @Test
    void aLostBufferIsReported() {
        lose();

        while (LeakRecorder.reports().isEmpty()) {
            System.gc();
            ByteBufAllocator.DEFAULT.buffer().release();
        }

        assertThat(LeakRecorder.reports().getFirst()).contains("ByteBuf");
    }

    private static void lose() {
        assertThat(ByteBufAllocator.DEFAULT.buffer().isReadable()).isFalse();
    }
}

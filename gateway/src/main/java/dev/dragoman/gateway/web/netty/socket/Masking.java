package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.http.Slice;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** How frames are masked: those of clients are, with keys that nobody can foresee; those of servers are not. Thread-safe. */
final class Masking {

    /** A server's. */
    static final Masking OFF = new Masking(null);

    private final @Nullable SecureRandom random;

    private Masking(@Nullable SecureRandom random) {
        this.random = random;
    }

    /** A client's. */
    static Masking with(SecureRandom random) {
        return new Masking(random);
    }

    boolean isOn() {
        return random != null;
    }

    int next() {
        return random == null ? 0 : random.nextInt();
    }

    /** The bytes under the mask, in an array of their own. */
    static Slice masked(Slice plain, int mask) {
        byte[] masked = new byte[plain.length()];
        byte[] from = plain.array();
        for (int i = 0; i < masked.length; i++) {
            masked[i] = (byte) (from[plain.offset() + i] ^ mask >>> 24 - ((i & 3) << 3));
        }
        return Slice.of(masked);
    }
}

package dev.dragoman.testkit.wire;

import java.time.Duration;

/**
 * A piece of a body that is written and flushed at once.
 *
 * @param delay the silence before the piece
 * @param bytes the piece; not copied
 */
public record Frame(Duration delay, byte[] bytes) {

    /** A piece that is sent without delay. */
    public static Frame of(byte[] bytes) {
        return new Frame(Duration.ZERO, bytes);
    }
}

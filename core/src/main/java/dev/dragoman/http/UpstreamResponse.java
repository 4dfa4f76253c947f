package dev.dragoman.http;

import org.jspecify.annotations.Nullable;

/**
 * A vendor's answer, read by pulling. Confined to one thread at a time, except {@link #close()}.
 *
 * <p>Always close it: closing before the end of the body gives the connection up, closing after it returns the
 * connection to its pool.
 */
public interface UpstreamResponse extends AutoCloseable {

    /** The HTTP status. */
    int status();

    /** The header fields. */
    Headers headers();

    /**
     * Waits for the next piece of the body.
     *
     * @return the piece, never empty; null at the end of the body
     * @throws UpstreamException when the body breaks off, a timeout passes or the call is cancelled
     */
    @Nullable
    Slice read();

    /**
     * Reads the rest of the body.
     *
     * @param limit the most bytes to accept
     * @throws UpstreamException also when the body is longer than {@code limit}
     */
    byte[] readAll(int limit);

    /**
     * Ends the reading when the rest of the body does not matter but is expected to be short. The connection may be
     * kept for reuse when the end arrives soon.
     */
    default void release() {
        close();
    }

    @Override
    void close();
}

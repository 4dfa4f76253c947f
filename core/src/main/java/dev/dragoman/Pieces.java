package dev.dragoman;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Slice;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, pulled piece by piece. Confined to one thread at a time, except {@link #close()}. */
interface Pieces extends AutoCloseable {

    /**
     * Waits for the next piece, which is not empty; null at the end.
     *
     * @throws LlmException when the answer breaks off, or was closed
     */
    @Nullable
    Slice next();

    @Override
    void close();
}

package dev.dragoman.routing;

import dev.dragoman.http.Slice;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** An answer in bytes, such as speech, read by pulling. Confined to one thread; {@link #close()} settles it. */
public interface ByteStream extends AutoCloseable {

    /** What the bytes are. */
    String contentType();

    /**
     * Waits for the next bytes; there may be several pieces at once.
     *
     * @return whether the answer goes on; false once it is complete
     * @throws dev.dragoman.error.LlmException when the vendor's answer breaks off; what was handed over before stands
     */
    boolean next(Consumer<Slice> into);

    /** The usage known so far. */
    Usage usage();

    @Override
    void close();
}

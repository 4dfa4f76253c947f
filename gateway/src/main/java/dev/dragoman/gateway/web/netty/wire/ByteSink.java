package dev.dragoman.gateway.web.netty.wire;

import io.netty.buffer.ByteBuf;

/** Where the bytes of a body go. */
@FunctionalInterface
public interface ByteSink {

    /** Reads exactly {@code length} bytes from the buffer. */
    void take(ByteBuf in, int length);
}

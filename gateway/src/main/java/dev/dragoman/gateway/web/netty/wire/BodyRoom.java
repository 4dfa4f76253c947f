package dev.dragoman.gateway.web.netty.wire;

/** Memory for the bodies of requests, shared by all connections. */
@FunctionalInterface
public interface BodyRoom {

    /**
     * Takes room for more bytes.
     *
     * @return whether there was enough left
     */
    boolean take(long bytes);
}

package dev.dragoman.gateway.web.netty.loop;

/** A connection with something to send. */
@FunctionalInterface
public interface Flushing {

    /** Sends what has gathered, on the event loop. */
    void flush();
}

package dev.dragoman.testkit.wire;

/** How the end of a body is marked. */
public sealed interface Framing {

    /**
     * By a Content-Length header.
     *
     * @param declared what the header says, true or not
     */
    record Length(long declared) implements Framing {}

    /** By chunked transfer coding, one chunk for each frame. */
    record Chunked() implements Framing {}

    /** By closing the connection. */
    record UntilClose() implements Framing {}
}

package dev.dragoman.testkit.answer;

import java.time.Duration;

/**
 * Something that goes wrong with an answer on its way to the client.
 *
 * <p>Positions are counted in bytes of the body, before transfer coding.
 */
public sealed interface Fault {

    /** A refusal with this status instead of the answer, in the vendor's own words. */
    record Status(int status) implements Fault {}

    /** Silence before the first byte of the reply; the answer follows. */
    record Delay(Duration time) implements Fault {}

    /** The request is taken and nothing ever comes back. */
    record HangBeforeHeaders() implements Fault {}

    /**
     * The reply stops after some bytes of its body and the connection stays open.
     *
     * @param afterBytes how much of the body comes; 0 for headers alone
     */
    record HangMidBody(int afterBytes) implements Fault {}

    /**
     * The stream stops after some frames and the connection stays open.
     *
     * @param afterEvents how many events come; 0 for headers alone
     */
    record SilentAfter(int afterEvents) implements Fault {}

    /** The connection is reset before any byte of the reply. */
    record ResetBeforeHeaders() implements Fault {}

    /**
     * The connection is reset within the body.
     *
     * @param afterBytes how much of the body comes before
     */
    record ResetMidBody(int afterBytes) implements Fault {}

    /**
     * The connection is closed in order but too early: within a chunk, or before Content-Length is reached.
     *
     * @param afterBytes how much of the body comes before; the last chunk is announced larger than it is
     */
    record Truncate(int afterBytes) implements Fault {}

    /**
     * The body comes byte by byte.
     *
     * @param pause the silence before each byte
     */
    record Drip(Duration pause) implements Fault {}

    /** Bytes that are not HTTP instead of the reply, then the connection is closed. */
    record GarbageInsteadOfHttp() implements Fault {}

    /** A reply with the right headers and a body of bytes that mean nothing. */
    record GarbageBody() implements Fault {}

    /**
     * A page of HTML instead of JSON, as a proxy in between would send.
     *
     * @param status the HTTP status, 200 included
     */
    record Html(int status) implements Fault {}

    /** The right body under the wrong type. */
    record WrongContentType(String contentType) implements Fault {}

    /**
     * A small gzip body that unfolds into a very large one, under {@code Content-Encoding: gzip}.
     *
     * @param unpackedBytes the size after unpacking, rounded up to a whole megabyte
     */
    record GzipBomb(long unpackedBytes) implements Fault {}

    /**
     * A redirect instead of the answer.
     *
     * @param status such as 307
     * @param location where to
     */
    record Redirect(int status, String location) implements Fault {}

    /**
     * The stream ends in order in the middle of an event.
     *
     * @param afterEvents how many whole events come before the half one
     */
    record HalfEvent(int afterEvents) implements Fault {}

    /**
     * A header far larger than any client should accept, before the right answer.
     *
     * @param bytes the size of its value
     */
    record OversizedHeaders(int bytes) implements Fault {}

    /** The right answer with one byte in the middle of its body that no UTF-8 text can hold. */
    record InvalidUtf8() implements Fault {}

    /**
     * The whole body under a Content-Length that is wrong, then the connection is closed.
     *
     * @param difference how much the header says above the truth; negative for less
     */
    record ContentLengthLie(int difference) implements Fault {}

    /** A refusal with this status instead of the answer, in the vendor's own words. */
    static Fault status(int status) {
        return new Status(status);
    }

    /** Silence before the first byte of the reply. */
    static Fault delay(Duration time) {
        return new Delay(time);
    }

    /** Nothing ever comes back. */
    static Fault hang() {
        return new HangBeforeHeaders();
    }

    /** The connection is reset before any byte of the reply. */
    static Fault reset() {
        return new ResetBeforeHeaders();
    }

    /** The body comes byte by byte with this silence before each. */
    static Fault drip(Duration pause) {
        return new Drip(pause);
    }
}

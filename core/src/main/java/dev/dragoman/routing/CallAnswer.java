package dev.dragoman.routing;

import dev.dragoman.http.Body;
import dev.dragoman.model.Usage;

/** An answer in the client's form, whole or in pieces. */
public sealed interface CallAnswer {

    /** What is told beside the answer. */
    AnswerInfo info();

    /**
     * A whole answer.
     *
     * @param contentType what the body is
     */
    record Whole(String contentType, Body body, Usage usage, AnswerInfo info) implements CallAnswer {}

    /** An answer in events; the first is there already. Whoever holds it must close the stream. */
    record Events(EventStream stream, AnswerInfo info) implements CallAnswer {}

    /** An answer in bytes that are passed on while they come. Whoever holds it must close the stream. */
    record Bytes(ByteStream stream, AnswerInfo info) implements CallAnswer {}
}

package dev.dragoman.routing;

import dev.dragoman.http.Body;
import dev.dragoman.model.Usage;

/** A model's answer in the client's dialect, whole or in pieces. */
public sealed interface ChatAnswer {

    /** What is told beside the answer. */
    AnswerInfo info();

    /** A whole answer. */
    record Whole(Body body, Usage usage, AnswerInfo info) implements ChatAnswer {}

    /** An answer in pieces; the first is there already. Whoever holds it must close the stream. */
    record Streamed(ChatStream stream, AnswerInfo info) implements ChatAnswer {}
}

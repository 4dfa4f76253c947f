package dev.dragoman;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.http.Cancellation;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Source;

/**
 * A chat on its way.
 *
 * @param id the library's id of it
 * @param model the model asked for
 * @param source what is asked
 * @param options what the body itself asks of the library
 * @param manner what the program wants other than usual
 * @param frame what the answer needs to know
 * @param startNanos when it began
 * @param cancellation cancelled when nobody wants the answer any more
 */
record Call(
        String id,
        String model,
        Source source,
        CallOptions options,
        Manner manner,
        ReplyFrame frame,
        long startNanos,
        Cancellation cancellation) {

    boolean stream() {
        return source.stream();
    }
}

package dev.dragoman;

import dev.dragoman.http.Cancellation;
import dev.dragoman.routing.CallAnswer;

/** Reads an answer into what the caller gets. */
@FunctionalInterface
interface Reading<T> {

    /**
     * What the answer is.
     *
     * @param cancellation gives the call up where the answer still comes
     * @throws dev.dragoman.error.ApiResponseException when it is not what the vendor documents
     */
    T read(CallAnswer answer, AnsweredBy by, Cancellation cancellation);
}

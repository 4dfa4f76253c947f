package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Headers;

/** Answers the requests of one route. Thread-safe. */
public interface Endpoint {

    /** The dialect in which this endpoint's clients expect errors. */
    Dialect dialect();

    /** The header fields in which a client of this endpoint says who it is; usually those that it sent. */
    default Headers credentials(Headers sent) {
        return sent;
    }

    /** Answers; may throw a {@link dev.dragoman.error.LlmException} before it began to. */
    void handle(Request request);

    /** Answers a request that failed, or that was refused before it came here; usually in the endpoint's dialect. */
    default void fail(Exchange exchange, LlmException failure, String requestId) {
        Failures.answer(exchange, failure, dialect(), requestId);
    }
}

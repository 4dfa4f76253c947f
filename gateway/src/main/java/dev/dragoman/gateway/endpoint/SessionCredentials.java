package dev.dragoman.gateway.endpoint;

import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Headers;

/** Lets what a browser brings along stand for a key. */
@FunctionalInterface
public interface SessionCredentials {

    /** None: everybody brings a key. */
    SessionCredentials NONE = (exchange, sent) -> sent;

    /**
     * The header fields with a key; unchanged when they have one, or when there is nothing that stands for one.
     *
     * @param sent those in which the client says who it is
     * @throws dev.dragoman.error.LlmException when the session is over, or another site may have made the browser ask
     */
    Headers of(Exchange exchange, Headers sent);
}

package dev.dragoman.gateway.web;

import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;

/** Words the engine's own refusals (malformed, too large, too slow, overloaded) in the dialect of the path asked for. */
@FunctionalInterface
public interface Rejection {

    /**
     * The answer to a request that no handler will see.
     *
     * @param path the path asked for; empty when the request line could not be read
     * @param status the HTTP status: 400, 408, 413, 414, 417, 431, 500, 501, 503 or 505
     * @param message what was wrong and what was expected
     */
    Answer answer(String path, int status, String message);

    /** Headers and body of a refusal. */
    record Answer(Headers headers, Body body) {}
}

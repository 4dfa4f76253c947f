package dev.dragoman.provider;

import dev.dragoman.http.Body;
import dev.dragoman.model.Usage;

/**
 * An answer in the client's form.
 *
 * @param contentType what the body is
 * @param body what is answered
 * @param usage what it took
 */
public record ServiceReply(String contentType, Body body, Usage usage) {

    /** An answer in JSON. */
    public static ServiceReply json(Body body, Usage usage) {
        return new ServiceReply("application/json", body, usage);
    }
}

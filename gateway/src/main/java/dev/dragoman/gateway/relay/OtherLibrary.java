package dev.dragoman.gateway.relay;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.json.JsonBody;
import org.jspecify.annotations.Nullable;

/** Files and batches at vendors that have a form of their own, to which nothing can be handed on. Thread-safe. */
@FunctionalInterface
public interface OtherLibrary {

    /** Where there are no such vendors. */
    OtherLibrary NONE = (request, asked) -> false;

    /** Answers, if it is for one of these vendors; else does nothing and says so. */
    boolean answered(Request request, Wanted wanted);

    /**
     * What is wanted.
     *
     * @param path OpenAI's path, from {@code /files} or {@code /batches} on
     * @param provider the provider that the client named; null when it named none
     * @param body the body as it came
     * @param json its members; null when it is no JSON object
     */
    record Wanted(
            String path,
            @Nullable String provider,
            byte[] body,
            @Nullable JsonBody json) {}
}

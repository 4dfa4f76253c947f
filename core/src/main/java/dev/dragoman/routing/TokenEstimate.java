package dev.dragoman.routing;

import dev.dragoman.json.JsonObject;

/** Counts the tokens of a conversation without asking its vendor. Thread-safe. */
@FunctionalInterface
public interface TokenEstimate {

    /**
     * How many tokens a conversation has.
     *
     * @param model the model's own name
     * @param chat the client's request: {@code messages} or {@code contents}, and what else of {@code system}, {@code tools} and
     *     {@code tool_choice} there is
     */
    long tokens(String model, JsonObject chat);
}

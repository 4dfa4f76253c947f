package dev.dragoman.routing.choice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts what deployments are asked in the running minute of the clock. Thread-safe. */
public interface UsageBook {

    /** Requests of this minute. */
    long requests(String deploymentId);

    /** Tokens of this minute, of prompts and answers. */
    long tokens(String deploymentId);

    /**
     * Counts one more request, unless there would be more than the limit.
     *
     * @param limit of this minute; null for none
     * @return whether it was counted
     */
    boolean take(String deploymentId, @Nullable Long limit);

    /** Adds the tokens of an answer. */
    void add(String deploymentId, long tokens);

    /** How long this minute still lasts. */
    Duration left();
}

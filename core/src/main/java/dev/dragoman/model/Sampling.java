package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How answers are drawn. Null means: the vendor's default.
 *
 * @param n how many answers
 * @param stop sequences that end the answer; empty for none
 * @param logitBias token id to bias, -100 to 100
 * @param topLogprobs how many alternatives to report per token, 0 to 20
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Long topK,
        @Nullable Long n,
        @Nullable Long seed,
        List<String> stop,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable JsonObject logitBias,
        @Nullable Boolean logprobs,
        @Nullable Long topLogprobs) {

    /** The vendor's defaults throughout. */
    public static final Sampling DEFAULT =
            new Sampling(null, null, null, null, null, List.of(), null, null, null, null, null);

    public Sampling {
        stop = List.copyOf(stop);
    }
}

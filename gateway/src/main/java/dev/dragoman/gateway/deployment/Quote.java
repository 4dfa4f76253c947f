package dev.dragoman.gateway.deployment;

import dev.dragoman.routing.Deployment;
import org.jspecify.annotations.Nullable;

/** Tells what calls would cost. */
public interface Quote {

    /**
     * The cost in US dollars, as text without an exponent; null when it is not known in full.
     *
     * @param promptTokens of the prompt
     * @param outputTokens of the answer
     */
    @Nullable
    String dollars(Deployment deployment, long promptTokens, long outputTokens);

    /** The longest answer that the model gives, in tokens; null when it is unknown. */
    @Nullable
    Long mostOutput(Deployment deployment);
}

package dev.dragoman.gateway.config;

/** Which tokens count for limits: {@code token_rate_limit_type}. */
public enum CountedTokens {
    /** Those of the prompt and of the answer. */
    TOTAL,
    /** Those of the prompt. */
    INPUT,
    /** Those of the answer. */
    OUTPUT
}

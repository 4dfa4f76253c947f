package dev.dragoman.routing;

import dev.dragoman.error.LlmException;

/**
 * An attempt that failed before the call was answered.
 *
 * @param deployment who was asked
 * @param failure what it said
 * @param nanos how long that took
 */
public record Attempted(Deployment deployment, LlmException failure, long nanos) {}

package dev.dragoman.routing;

import dev.dragoman.error.LlmException;

/** Turns what broke an exchange into the failure to tell. */
@FunctionalInterface
interface Failures {

    LlmException of(RuntimeException failure);
}

package dev.dragoman;

import dev.dragoman.error.LlmException;

/** What stands in for a model's answer in a test. */
sealed interface Mock {

    /** A text that the model says. */
    record Said(String text) implements Mock {}

    /** A failure of every attempt. */
    record Failed(LlmException failure) implements Mock {}
}

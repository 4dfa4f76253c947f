/** Fake LLM vendors for tests: start one, point a client at its base URL, say what it answers, look at what it was asked. */
@NullMarked
package dev.dragoman.testkit;

import org.jspecify.annotations.NullMarked;

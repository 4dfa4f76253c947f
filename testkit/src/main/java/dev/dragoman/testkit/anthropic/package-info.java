/** The Messages API as Anthropic serves it: what it refuses, and how it writes answers, streams and errors. */
@NullMarked
package dev.dragoman.testkit.anthropic;

import org.jspecify.annotations.NullMarked;

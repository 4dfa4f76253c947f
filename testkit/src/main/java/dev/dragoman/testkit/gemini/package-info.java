/** The Gemini API as Google serves it: what it refuses, and how it writes answers, streams and errors. */
@NullMarked
package dev.dragoman.testkit.gemini;

import org.jspecify.annotations.NullMarked;

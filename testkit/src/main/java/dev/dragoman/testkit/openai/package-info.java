/** The Chat Completions API as OpenAI serves it: what it refuses, and how it writes answers, streams and errors. */
@NullMarked
package dev.dragoman.testkit.openai;

import org.jspecify.annotations.NullMarked;

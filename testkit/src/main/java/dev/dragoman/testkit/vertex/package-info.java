/** Google's Vertex AI: the formats of Google, Anthropic and OpenAI behind one front end, and the tokens for it. */
@NullMarked
package dev.dragoman.testkit.vertex;

import org.jspecify.annotations.NullMarked;

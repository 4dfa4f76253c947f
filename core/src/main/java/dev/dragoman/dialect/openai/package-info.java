/** OpenAI's Chat Completions format, with the extensions that LiteLLM's clients know. */
@NullMarked
package dev.dragoman.dialect.openai;

import org.jspecify.annotations.NullMarked;

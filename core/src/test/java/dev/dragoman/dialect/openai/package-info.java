/** Tests of OpenAI's Chat Completions format. */
@NullMarked
package dev.dragoman.dialect.openai;

import org.jspecify.annotations.NullMarked;

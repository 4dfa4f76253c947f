/** OpenAI's official Java client with the library in place of its HTTP engine. */
@NullMarked
package dev.dragoman.openai;

import org.jspecify.annotations.NullMarked;

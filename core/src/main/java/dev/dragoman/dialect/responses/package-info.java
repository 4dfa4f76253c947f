/** OpenAI's Responses: a conversation as a list of items, asked and answered. */
@NullMarked
package dev.dragoman.dialect.responses;

import org.jspecify.annotations.NullMarked;

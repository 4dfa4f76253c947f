/** Tests of OpenAI's Responses format. */
@NullMarked
package dev.dragoman.dialect.responses;

import org.jspecify.annotations.NullMarked;

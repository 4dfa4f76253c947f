/** The many places that speak OpenAI's format, as rows of one table: where they are, what they want, what they do not take. */
@NullMarked
package dev.dragoman.provider.compatible;

import org.jspecify.annotations.NullMarked;

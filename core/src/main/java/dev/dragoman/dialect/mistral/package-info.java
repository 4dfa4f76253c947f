/** Mistral's own interface beside conversations. */
@NullMarked
package dev.dragoman.dialect.mistral;

import org.jspecify.annotations.NullMarked;

/** Codestral, which writes what is missing between two texts. */
@NullMarked
package dev.dragoman.provider.codestral;

import org.jspecify.annotations.NullMarked;

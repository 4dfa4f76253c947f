/** Voyage AI's own forms. */
@NullMarked
package dev.dragoman.dialect.voyage;

import org.jspecify.annotations.NullMarked;

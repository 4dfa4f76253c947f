/** fal's models. */
@NullMarked
package dev.dragoman.dialect.fal;

import org.jspecify.annotations.NullMarked;

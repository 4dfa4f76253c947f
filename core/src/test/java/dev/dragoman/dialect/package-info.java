/** Tests of what all dialects share. */
@NullMarked
package dev.dragoman.dialect;

import org.jspecify.annotations.NullMarked;

/** Golden files of the dialects. */
@NullMarked
package dev.dragoman.golden;

import org.jspecify.annotations.NullMarked;

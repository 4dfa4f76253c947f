/** Formats of sound that the library leaves to others; the only room that knows their encoders. */
@NullMarked
package dev.dragoman.gateway.audio;

import org.jspecify.annotations.NullMarked;

/** Stability AI's own API: images by forms. */
@NullMarked
package dev.dragoman.provider.stability;

import org.jspecify.annotations.NullMarked;

/** Segmind: images by models that each have inputs of their own. */
@NullMarked
package dev.dragoman.provider.segmind;

import org.jspecify.annotations.NullMarked;

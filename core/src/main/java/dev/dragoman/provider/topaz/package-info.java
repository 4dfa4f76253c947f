/** Topaz Labs: images made larger and clearer. */
@NullMarked
package dev.dragoman.provider.topaz;

import org.jspecify.annotations.NullMarked;

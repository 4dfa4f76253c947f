/** Black Forest Labs' own API: images that are waited for. */
@NullMarked
package dev.dragoman.provider.blackforest;

import org.jspecify.annotations.NullMarked;

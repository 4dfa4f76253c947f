/** Tests of the fetching of media. */
@NullMarked
package dev.dragoman.media;

import org.jspecify.annotations.NullMarked;

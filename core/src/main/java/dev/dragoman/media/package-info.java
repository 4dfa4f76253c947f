/** Fetches images, sounds and documents from addresses that callers name, without letting them reach private servers. */
@NullMarked
package dev.dragoman.media;

import org.jspecify.annotations.NullMarked;

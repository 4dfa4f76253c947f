/** Media at addresses, through the whole gateway. */
@NullMarked
package dev.dragoman.gateway.media;

import org.jspecify.annotations.NullMarked;

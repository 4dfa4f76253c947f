/** How much callers may ask in a window and at once, exact over all instances. */
@NullMarked
package dev.dragoman.gateway.limit;

import org.jspecify.annotations.NullMarked;

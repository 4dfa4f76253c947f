/** A call on its way: who asks, what is asked, and the rooms it passes. */
@NullMarked
package dev.dragoman.gateway.call;

import org.jspecify.annotations.NullMarked;

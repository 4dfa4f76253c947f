/** Keeps the process small: memory that a burst of work left behind goes back to the system. */
@NullMarked
package dev.dragoman.gateway.web.netty.memory;

import org.jspecify.annotations.NullMarked;

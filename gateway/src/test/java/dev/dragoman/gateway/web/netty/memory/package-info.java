/** When the heap is tidied, and when it is not. */
@NullMarked
package dev.dragoman.gateway.web.netty.memory;

import org.jspecify.annotations.NullMarked;

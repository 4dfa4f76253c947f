/** The engine against real sockets. */
@NullMarked
package dev.dragoman.gateway.web.netty;

import org.jspecify.annotations.NullMarked;

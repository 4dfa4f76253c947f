/** The server's side, piece by piece. */
@NullMarked
package dev.dragoman.gateway.web.netty.server;

import org.jspecify.annotations.NullMarked;

/** The server's side: connections, the exchanges that handlers see, and when a client is refused, drained or gone. */
@NullMarked
package dev.dragoman.gateway.web.netty.server;

import org.jspecify.annotations.NullMarked;

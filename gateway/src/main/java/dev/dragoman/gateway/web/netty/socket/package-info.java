/** WebSockets on event loops: what is the same at the server's and at the client's end. */
@NullMarked
package dev.dragoman.gateway.web.netty.socket;

import org.jspecify.annotations.NullMarked;

/** The client's side: pooled connections to vendors on the loops of the server, behind core's blocking interface. */
@NullMarked
package dev.dragoman.gateway.web.netty.client;

import org.jspecify.annotations.NullMarked;

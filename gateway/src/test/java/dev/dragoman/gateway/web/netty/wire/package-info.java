/** HTTP/1.1 on the wire, piece by piece. */
@NullMarked
package dev.dragoman.gateway.web.netty.wire;

import org.jspecify.annotations.NullMarked;

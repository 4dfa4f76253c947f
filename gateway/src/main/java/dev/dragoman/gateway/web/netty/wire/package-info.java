/** HTTP/1.1 on the wire: strict reading and plain writing of heads, chunks and bodies, without any connection. */
@NullMarked
package dev.dragoman.gateway.web.netty.wire;

import org.jspecify.annotations.NullMarked;

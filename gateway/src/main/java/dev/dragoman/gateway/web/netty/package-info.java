/** The HTTP engine: the only place that knows Netty. */
@NullMarked
package dev.dragoman.gateway.web.netty;

import org.jspecify.annotations.NullMarked;

/** Event loops and the scheduling of requests on them. */
@NullMarked
package dev.dragoman.gateway.web.netty.loop;

import org.jspecify.annotations.NullMarked;

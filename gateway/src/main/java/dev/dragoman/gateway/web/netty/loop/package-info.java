/** Event loops and the threads of the requests they own: who runs where, and how work passes between them. */
@NullMarked
package dev.dragoman.gateway.web.netty.loop;

import org.jspecify.annotations.NullMarked;

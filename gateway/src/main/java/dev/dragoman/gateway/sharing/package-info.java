/** What instances tell each other through Redis; each goes on with what it knows itself when Redis is away. */
@NullMarked
package dev.dragoman.gateway.sharing;

import org.jspecify.annotations.NullMarked;

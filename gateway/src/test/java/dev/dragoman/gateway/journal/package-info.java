/** The journal of what calls cost: what survives, what is told, what is refused. */
@NullMarked
package dev.dragoman.gateway.journal;

import org.jspecify.annotations.NullMarked;

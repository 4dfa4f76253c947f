/** Keys, the people and teams that hold them, and what they may do. */
@NullMarked
package dev.dragoman.gateway.access;

import org.jspecify.annotations.NullMarked;

/** Deployments, the choice among them, and the one performer of attempts. */
@NullMarked
package dev.dragoman.routing;

import org.jspecify.annotations.NullMarked;

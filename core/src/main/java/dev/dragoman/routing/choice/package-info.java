/** Ways to choose among the deployments of a group, and what they must know of them. */
@NullMarked
package dev.dragoman.routing.choice;

import org.jspecify.annotations.NullMarked;

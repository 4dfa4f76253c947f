/** The things compared: the upstream itself, nginx before it, the gateway before it. */
@NullMarked
package dev.dragoman.bench.subject;

import org.jspecify.annotations.NullMarked;

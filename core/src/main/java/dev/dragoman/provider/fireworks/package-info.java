/** Images of Fireworks AI, which are asked for in a form of their own. */
@NullMarked
package dev.dragoman.provider.fireworks;

import org.jspecify.annotations.NullMarked;

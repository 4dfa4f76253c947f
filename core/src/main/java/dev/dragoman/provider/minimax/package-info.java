/** MiniMax beside conversations. */
@NullMarked
package dev.dragoman.provider.minimax;

import org.jspecify.annotations.NullMarked;

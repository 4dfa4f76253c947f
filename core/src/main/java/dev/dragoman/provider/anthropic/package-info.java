/** Anthropic's own API: where it is and how it is entered. */
@NullMarked
package dev.dragoman.provider.anthropic;

import org.jspecify.annotations.NullMarked;

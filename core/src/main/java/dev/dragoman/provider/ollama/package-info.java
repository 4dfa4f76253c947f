/** Servers of Ollama: their address and, where they want one, their key. */
@NullMarked
package dev.dragoman.provider.ollama;

import org.jspecify.annotations.NullMarked;

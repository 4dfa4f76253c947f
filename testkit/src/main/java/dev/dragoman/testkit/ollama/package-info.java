/** A server of Ollama, by its own chat interface and its lines of JSON. */
@NullMarked
package dev.dragoman.testkit.ollama;

import org.jspecify.annotations.NullMarked;

/** Ollama's own chat format, both ways: requests, replies, streams and errors. Start at {@code OllamaDialect}. */
@NullMarked
package dev.dragoman.dialect.ollama;

import org.jspecify.annotations.NullMarked;

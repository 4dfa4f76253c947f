/** Tests of the dialect {@code ollama}. */
@NullMarked
package dev.dragoman.dialect.ollama;

import org.jspecify.annotations.NullMarked;

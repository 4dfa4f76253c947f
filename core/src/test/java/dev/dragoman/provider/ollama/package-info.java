/** Tests of the provider {@code ollama}. */
@NullMarked
package dev.dragoman.provider.ollama;

import org.jspecify.annotations.NullMarked;

/** Tests of the fake Ollama. */
@NullMarked
package dev.dragoman.testkit.ollama;

import org.jspecify.annotations.NullMarked;

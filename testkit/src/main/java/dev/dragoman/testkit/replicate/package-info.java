/** Replicate's predictions of language models. */
@NullMarked
package dev.dragoman.testkit.replicate;

import org.jspecify.annotations.NullMarked;

/** A server that speaks OpenAI's format without OpenAI's strictness, as local and hosted open models do. */
@NullMarked
package dev.dragoman.testkit.compatible;

import org.jspecify.annotations.NullMarked;

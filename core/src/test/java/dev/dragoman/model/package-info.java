/** Tests of the model's own workings. */
@NullMarked
package dev.dragoman.model;

import org.jspecify.annotations.NullMarked;

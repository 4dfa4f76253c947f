/** The contract of a wire format: pure translation between bytes and the model, both ways. */
@NullMarked
package dev.dragoman.dialect;

import org.jspecify.annotations.NullMarked;

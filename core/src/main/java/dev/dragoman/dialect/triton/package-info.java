/** Tensors of the open inference protocol, as Triton takes them. */
@NullMarked
package dev.dragoman.dialect.triton;

import org.jspecify.annotations.NullMarked;

/** Tests of the dialect {@code converse}. */
@NullMarked
package dev.dragoman.dialect.converse;

import org.jspecify.annotations.NullMarked;

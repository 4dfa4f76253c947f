/** Tests of the dialect {@code cohere}. */
@NullMarked
package dev.dragoman.dialect.cohere;

import org.jspecify.annotations.NullMarked;

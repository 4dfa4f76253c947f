/** Tests of the provider {@code cohere}. */
@NullMarked
package dev.dragoman.provider.cohere;

import org.jspecify.annotations.NullMarked;

/** Tests of the provider {@code replicate}. */
@NullMarked
package dev.dragoman.provider.replicate;

import org.jspecify.annotations.NullMarked;

/** Tests of the provider {@code watsonx}. */
@NullMarked
package dev.dragoman.provider.watsonx;

import org.jspecify.annotations.NullMarked;

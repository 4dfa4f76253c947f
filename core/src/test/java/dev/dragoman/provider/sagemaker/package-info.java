/** Tests of the provider {@code sagemaker}. */
@NullMarked
package dev.dragoman.provider.sagemaker;

import org.jspecify.annotations.NullMarked;

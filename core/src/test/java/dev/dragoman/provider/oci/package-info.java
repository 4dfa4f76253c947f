/** Tests of the provider {@code oci}. */
@NullMarked
package dev.dragoman.provider.oci;

import org.jspecify.annotations.NullMarked;

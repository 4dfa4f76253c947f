/** Tests of the provider {@code sap}. */
@NullMarked
package dev.dragoman.provider.sap;

import org.jspecify.annotations.NullMarked;

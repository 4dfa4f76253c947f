/** Tests of this vendor. */
@NullMarked
package dev.dragoman.testkit.azure;

import org.jspecify.annotations.NullMarked;

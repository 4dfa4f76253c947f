/** Tests of this vendor. */
@NullMarked
package dev.dragoman.testkit.compatible;

import org.jspecify.annotations.NullMarked;

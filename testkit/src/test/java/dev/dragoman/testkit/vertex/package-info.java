/** Tests of the rules and formats of this vendor. */
@NullMarked
package dev.dragoman.testkit.vertex;

import org.jspecify.annotations.NullMarked;

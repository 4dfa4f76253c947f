/** Tests of what all vendors share. */
@NullMarked
package dev.dragoman.testkit.vendor;

import org.jspecify.annotations.NullMarked;

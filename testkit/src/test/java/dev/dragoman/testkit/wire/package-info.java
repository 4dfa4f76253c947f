/** Tests of the server. */
@NullMarked
package dev.dragoman.testkit.wire;

import org.jspecify.annotations.NullMarked;

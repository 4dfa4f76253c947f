/** Tests of the fakes over real sockets, and the small clients they use. */
@NullMarked
package dev.dragoman.testkit;

import org.jspecify.annotations.NullMarked;

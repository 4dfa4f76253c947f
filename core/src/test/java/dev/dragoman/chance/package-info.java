/** Repeatable chance for tests that try many cases. */
@NullMarked
package dev.dragoman.chance;

import org.jspecify.annotations.NullMarked;

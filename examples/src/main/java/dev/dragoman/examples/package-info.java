/** What the library does, each thing in a file that runs by itself. */
@NullMarked
package dev.dragoman.examples;

import org.jspecify.annotations.NullMarked;

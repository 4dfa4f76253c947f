/** A provider inside this process, for first steps and tests: it answers with the last thing the user said. */
@NullMarked
package dev.dragoman.provider.mock;

import org.jspecify.annotations.NullMarked;

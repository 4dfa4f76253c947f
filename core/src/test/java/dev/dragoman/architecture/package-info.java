/** The rules of the house, checked on compiled classes; each with a fixture proving that it can fail. */
@NullMarked
package dev.dragoman.architecture;

import org.jspecify.annotations.NullMarked;

/** DeepInfra's own interface beside conversations. */
@NullMarked
package dev.dragoman.dialect.deepinfra;

import org.jspecify.annotations.NullMarked;

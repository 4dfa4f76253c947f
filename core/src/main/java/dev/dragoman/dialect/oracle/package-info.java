/** Oracle Cloud's own interface beside conversations. */
@NullMarked
package dev.dragoman.dialect.oracle;

import org.jspecify.annotations.NullMarked;

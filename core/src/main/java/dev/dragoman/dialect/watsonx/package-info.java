/** watsonx.ai's own interface beside conversations. */
@NullMarked
package dev.dragoman.dialect.watsonx;

import org.jspecify.annotations.NullMarked;

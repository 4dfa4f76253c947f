/** Stability's models at Bedrock. */
@NullMarked
package dev.dragoman.dialect.stability;

import org.jspecify.annotations.NullMarked;

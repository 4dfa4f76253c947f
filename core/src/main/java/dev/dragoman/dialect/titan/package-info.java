/** Amazon's own models at Bedrock beside conversations: Titan and Nova for vectors and images, by InvokeModel. */
@NullMarked
package dev.dragoman.dialect.titan;

import org.jspecify.annotations.NullMarked;

/** Tests of the provider {@code bedrock}. */
@NullMarked
package dev.dragoman.provider.bedrock;

import org.jspecify.annotations.NullMarked;

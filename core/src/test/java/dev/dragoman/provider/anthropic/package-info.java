/** Tests of the provider {@code anthropic}. */
@NullMarked
package dev.dragoman.provider.anthropic;

import org.jspecify.annotations.NullMarked;

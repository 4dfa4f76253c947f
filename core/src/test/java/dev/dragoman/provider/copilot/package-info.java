/** Tests of the provider {@code github_copilot}. */
@NullMarked
package dev.dragoman.provider.copilot;

import org.jspecify.annotations.NullMarked;

/** Azure OpenAI: OpenAI's format behind other paths and keys, with content filter results. */
@NullMarked
package dev.dragoman.testkit.azure;

import org.jspecify.annotations.NullMarked;

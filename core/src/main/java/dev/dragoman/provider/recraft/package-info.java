/** Recraft's API: images in OpenAI's form, and images changed in forms of its own. */
@NullMarked
package dev.dragoman.provider.recraft;

import org.jspecify.annotations.NullMarked;

/** Google AI Studio, also called the Gemini Developer API. */
@NullMarked
package dev.dragoman.provider.gemini;

import org.jspecify.annotations.NullMarked;

/** OpenAI's platform, and servers anywhere that speak its format. */
@NullMarked
package dev.dragoman.provider.openai;

import org.jspecify.annotations.NullMarked;

/** What all providers that speak OpenAI's Chat Completions share: parameters per model family, and histories cleaned of other vendors' members. */
@NullMarked
package dev.dragoman.provider.completions;

import org.jspecify.annotations.NullMarked;

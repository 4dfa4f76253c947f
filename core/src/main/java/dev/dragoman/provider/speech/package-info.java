/** What providers of speech and of transcription have in common: what is asked, and how it is answered. No provider itself. */
@NullMarked
package dev.dragoman.provider.speech;

import org.jspecify.annotations.NullMarked;

/** Deepgram: speech and transcription. */
@NullMarked
package dev.dragoman.provider.deepgram;

import org.jspecify.annotations.NullMarked;

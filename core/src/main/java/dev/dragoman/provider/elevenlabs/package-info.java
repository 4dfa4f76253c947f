/** ElevenLabs: speech and transcription. */
@NullMarked
package dev.dragoman.provider.elevenlabs;

import org.jspecify.annotations.NullMarked;

package dev.dragoman.audio;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The formats in which speech can be asked for.
 *
 * @see <a href="https://platform.openai.com/docs/guides/text-to-speech#supported-output-formats">OpenAI: output formats</a>
 */
public enum AudioFormat {
    /** MPEG layer 3. */
    MP3("audio/mpeg"),
    /** Opus in an Ogg container. */
    OPUS("audio/opus"),
    /** AAC in ADTS frames. */
    AAC("audio/aac"),
    /** FLAC. */
    FLAC("audio/flac"),
    /** Samples behind a RIFF header. */
    WAV("audio/wav"),
    /** Samples of 16 bits, little-endian, without a header. */
    PCM("audio/pcm");

    private final String contentType;

    AudioFormat(String contentType) {
        this.contentType = contentType;
    }

    /** As clients name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its media type, as OpenAI names it. */
    public String contentType() {
        return contentType;
    }

    /** The format of that name, or null when there is none. */
    public static @Nullable AudioFormat of(String word) {
        for (AudioFormat format : values()) {
            if (format.word().equals(word)) {
                return format;
            }
        }
        return null;
    }
}

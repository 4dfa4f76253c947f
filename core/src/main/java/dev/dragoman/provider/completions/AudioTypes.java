package dev.dragoman.provider.completions;

import dev.dragoman.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Media types of speech.
 *
 * @see <a href="https://platform.openai.com/docs/guides/text-to-speech#supported-output-formats">OpenAI: output formats</a>
 */
public final class AudioTypes {

    private AudioTypes() {}

    /** The type that the vendor names, unless it names none that tells anything; else that of the format asked for. */
    public static String of(Headers vendor, @Nullable String format) {
        String type = vendor.first("content-type");
        return type != null && type.startsWith("audio/") ? type : of(format);
    }

    /** The type of a format as OpenAI names it; of none or an unknown one that of mp3. */
    public static String of(@Nullable String format) {
        return switch (format == null ? "mp3" : format) {
            case "opus" -> "audio/opus";
            case "aac" -> "audio/aac";
            case "flac" -> "audio/flac";
            case "wav" -> "audio/wav";
            case "pcm" -> "audio/pcm";
            default -> "audio/mpeg";
        };
    }
}

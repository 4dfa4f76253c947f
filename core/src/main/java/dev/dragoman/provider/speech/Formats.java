package dev.dragoman.provider.speech;

import dev.dragoman.audio.AudioFormat;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import org.jspecify.annotations.Nullable;

/** Formats of speech that a vendor makes itself. */
public final class Formats {

    private Formats() {}

    /**
     * The refusal of a format that a vendor does not make: another one must not come in its place.
     *
     * @param offered the names of those that it makes
     */
    public static BadRequestException unknown(String format, String offered) {
        return new BadRequestException(
                ErrorDetail.of("response_format: \"" + format + "\" (expected: one of " + offered + ")")
                        .withType("invalid_request_error")
                        .withParam("response_format"));
    }

    /** The media type of a format by OpenAI's name; of one that only the vendor knows the given one. */
    public static String contentType(@Nullable String format, String otherwise) {
        AudioFormat known = AudioFormat.of(format == null ? AudioFormat.MP3.word() : format);
        return known == null ? otherwise : known.contentType();
    }

    /** Whether a text is written in SSML. */
    public static boolean isSsml(String text) {
        return text.contains("<speak>") || text.contains("<speak ");
    }
}

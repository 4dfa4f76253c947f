package dev.dragoman.dialect.gemini;

import org.jspecify.annotations.Nullable;

/** The format of sound that a model makes: a media type here, a short name elsewhere. */
final class SpokenFormats {

    private static final String RAW = "pcm16";
    private static final String RAW_TYPE = "audio/L16;codec=pcm;rate=24000";

    private SpokenFormats() {}

    /** The short name of the media type. */
    static String format(String mediaType) {
        String type = mediaType.startsWith("audio/") ? mediaType.substring("audio/".length()) : mediaType;
        return type.startsWith("L16") || type.startsWith("pcm") ? RAW : type;
    }

    /** The media type of the short name. */
    static String mediaType(@Nullable String format) {
        return format == null || format.equals(RAW) ? RAW_TYPE : "audio/" + format;
    }
}

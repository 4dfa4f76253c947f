package dev.dragoman.dialect.ollama;

import dev.dragoman.model.MediaSource;
import org.jspecify.annotations.Nullable;

/** Images, which are bytes without a type here. */
final class Images {

    private Images() {}

    /** The bytes in base64; null where they are not known here. */
    static @Nullable String bytes(MediaSource source) {
        return source instanceof MediaSource.Base64 base64 ? base64.data() : null;
    }

    /** The media type that the bytes begin like. */
    static String type(String base64) {
        if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (base64.startsWith("UklGR")) {
            return "image/webp";
        }
        return base64.startsWith("R0lGOD") ? "image/gif" : "image/png";
    }
}

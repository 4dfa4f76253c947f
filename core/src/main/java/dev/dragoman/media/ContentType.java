package dev.dragoman.media;

import dev.dragoman.model.MediaTypes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides of which media type a fetched file is. Its bytes are believed before the server, and the server before the caller
 * and the ending of the address; only what a container of sound or moving images holds, the server knows better.
 */
final class ContentType {

    private ContentType() {}

    /** The type, in lower case and without parameters; null when nothing tells it. */
    static @Nullable String of(byte[] file, @Nullable String header, @Nullable String told, String url) {
        String said = specific(header);
        String seen = MagicBytes.typeOf(file);
        if (seen != null) {
            return said != null && isTimed(seen) && isTimed(said) ? said : seen;
        }
        if (said != null) {
            return said;
        }
        return told == null ? MediaTypes.ofAddress(url) : specific(told);
    }

    private static boolean isTimed(String type) {
        return type.startsWith("audio/") || type.startsWith("video/");
    }

    private static @Nullable String specific(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int end = header.indexOf(';');
        String type = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "", "*/*", "application/octet-stream", "binary/octet-stream", "application/x-download" -> null;
            case "image/jpg", "image/pjpeg" -> "image/jpeg";
            default -> type.indexOf('/') > 0 ? type : null;
        };
    }
}

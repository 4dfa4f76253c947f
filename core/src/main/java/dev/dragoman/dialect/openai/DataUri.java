package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.model.MediaSource;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that hold the bytes themselves.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397</a>
 */
final class DataUri {

    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";

    private DataUri() {}

    /** The source that an address names. */
    static MediaSource source(Field address, @Nullable String format) {
        String text = address.text();
        if (!text.startsWith(SCHEME)) {
            if (text.isBlank()) {
                throw address.wrong("an address or a data: URI");
            }
            return text.contains("://") ? new MediaSource.Url(text, format) : bare(address, text, format);
        }
        int comma = text.indexOf(',');
        String head = comma < 0 ? "" : text.substring(SCHEME.length(), comma);
        if (!head.endsWith(BASE64)) {
            throw address.wrong("data:<media type>;base64,<data>");
        }
        String type = head.substring(0, head.length() - BASE64.length());
        int parameters = type.indexOf(';');
        String mediaType = parameters < 0 ? type : type.substring(0, parameters);
        return new MediaSource.Base64(format != null ? format : mediaType, text.substring(comma + 1));
    }

    /** Base64 without a scheme is understood where a media type says what it is. */
    private static MediaSource bare(Field address, String text, @Nullable String format) {
        if (format == null) {
            throw address.wrong("an address or a data: URI");
        }
        return new MediaSource.Base64(format, text);
    }

    /** The address of a source. */
    static String of(MediaSource source) {
        return switch (source) {
            case MediaSource.Base64 base64 -> SCHEME + base64.mediaType() + BASE64 + "," + base64.data();
            case MediaSource.Url url -> url.url();
            case MediaSource.FileId file -> file.id();
            case MediaSource.PlainText plain ->
                SCHEME + "text/plain" + BASE64 + ","
                        + java.util.Base64.getEncoder()
                                .encodeToString(plain.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        };
    }
}

package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.model.MediaSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that hold the bytes themselves.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397</a>
 */
final class DataUri {

    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64,";

    private DataUri() {}

    /** The source that an address names. */
    static MediaSource source(Field address) {
        String text = address.text();
        if (text.startsWith(SCHEME)) {
            return inline(address, text);
        }
        if (text.isBlank() || !text.contains("://")) {
            throw address.wrong("an address or a data: URI");
        }
        return new MediaSource.Url(text, null);
    }

    /** The bytes of a file: a data URI, or plain base64 of a file whose name tells its type. */
    static MediaSource file(Field data, @Nullable String filename) {
        String text = data.text();
        return text.startsWith(SCHEME) ? inline(data, text) : new MediaSource.Base64(MediaTypes.ofFile(filename), text);
    }

    private static MediaSource inline(Field address, String text) {
        int end = text.indexOf(BASE64);
        if (end < 0) {
            throw address.wrong("data:<media type>;base64,<data>");
        }
        String type = text.substring(SCHEME.length(), end);
        int parameters = type.indexOf(';');
        return new MediaSource.Base64(
                parameters < 0 ? type : type.substring(0, parameters), text.substring(end + BASE64.length()));
    }

    /** The bytes as an address. */
    static String of(MediaSource.Base64 bytes) {
        return SCHEME + bytes.mediaType() + BASE64 + bytes.data();
    }

    /** The text as an address. */
    static String of(MediaSource.PlainText plain) {
        byte[] utf8 = plain.text().getBytes(StandardCharsets.UTF_8);
        return of(new MediaSource.Base64("text/plain", Base64.getEncoder().encodeToString(utf8)));
    }
}

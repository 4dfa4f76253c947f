package dev.dragoman.testkit.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a form with files, in order. Strict: what servers may read in two ways is refused.
 *
 * @param parts the parts
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578: Returning Values from Forms</a>
 */
public record FormData(List<Part> parts) {

    /** Copies the list. */
    public FormData {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param name the field's name
     * @param fileName the file's name; null for a text
     * @param contentType the media type; null when none is given
     * @param bytes what is in it
     */
    public record Part(
            String name,
            @Nullable String fileName,
            @Nullable String contentType,
            byte[] bytes) {

        /** The bytes as UTF-8. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /**
     * The form that the request brings.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static FormData of(RecordedRequest request) {
        String type = request.header("content-type").orElse("");
        int at = type.indexOf("boundary=");
        if (!type.startsWith("multipart/form-data;") || at < 0) {
            throw new IllegalArgumentException("content-type: " + type + " (expected: multipart/form-data)");
        }
        String boundary = type.substring(at + "boundary=".length()).replace("\"", "");
        // Bytes as characters, one each, so that a text's methods can cut them.
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary;
        if (!body.startsWith(delimiter + "\r\n") || !body.endsWith("\r\n" + delimiter + "--\r\n")) {
            throw new IllegalArgumentException("the form does not begin and end with its boundary");
        }
        String inside = body.substring(delimiter.length() + 2, body.length() - delimiter.length() - 6);
        List<Part> parts = new ArrayList<>();
        for (String part : inside.split("\r\n" + java.util.regex.Pattern.quote(delimiter) + "\r\n", -1)) {
            parts.add(part(part));
        }
        return new FormData(parts);
    }

    /** The first file of that field. */
    public Optional<Part> file(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name) && part.fileName() != null)
                .findFirst();
    }

    /** The first text of that field. */
    public Optional<String> text(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name) && part.fileName() == null)
                .map(Part::text)
                .findFirst();
    }

    private static Part part(String part) {
        int end = part.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalArgumentException("a part of the form has no end of its headers");
        }
        String disposition = null;
        String type = null;
        for (String line : part.substring(0, end).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String value = utf8(line.substring(colon + 1).strip());
            switch (line.substring(0, Math.max(0, colon)).toLowerCase(java.util.Locale.ROOT)) {
                case "content-disposition" -> disposition = value;
                case "content-type" -> type = value;
                default -> throw new IllegalArgumentException("a part of the form has a header that is none: " + line);
            }
        }
        String name = disposition == null ? null : parameter(disposition, "; name=\"");
        if (disposition == null || name == null || !disposition.startsWith("form-data;")) {
            throw new IllegalArgumentException("a part of the form has no name");
        }
        byte[] bytes = part.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
        return new Part(name, parameter(disposition, "; filename=\""), type, bytes);
    }

    private static @Nullable String parameter(String disposition, String beginning) {
        int at = disposition.indexOf(beginning);
        if (at < 0) {
            return null;
        }
        int start = at + beginning.length();
        int end = disposition.indexOf('"', start);
        return end < 0 ? null : disposition.substring(start, end);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

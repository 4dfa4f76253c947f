package dev.dragoman.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Forms with files ({@code multipart/form-data}), read and written without copying what is in the files.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578: Returning Values from Forms</a>
 */
public final class Multipart {

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int MAX_PARTS = 1_000;
    private static final int MAX_HEAD_BYTES = 8 << 10;
    private static final int MAX_BOUNDARY = 70;
    private static final String LAST_BACKSLASH = "%5C";

    private Multipart() {}

    /**
     * One field of a form.
     *
     * @param name the field's name
     * @param fileName the name of its file; null for a text, empty for a file without a name
     * @param contentType its media type; null when none is given
     * @param bytes its value
     */
    public record Part(
            String name,
            @Nullable String fileName,
            @Nullable String contentType,
            Slice bytes) {

        /** A text. */
        public static Part text(String name, String value) {
            return new Part(name, null, null, Slice.utf8(value));
        }
    }

    /** A form that is none; the message says what is wrong with it. */
    public static final class MalformedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** The form's bytes; the boundary must not occur in any part. */
    public static Body write(List<Part> parts, String boundary) {
        List<Slice> slices = new ArrayList<>(3 * parts.size() + 1);
        for (Part part : parts) {
            slices.add(Slice.utf8(head(part, boundary)));
            slices.add(part.bytes());
            slices.add(Slice.of(LINE_END));
        }
        slices.add(Slice.utf8("--" + boundary + "--\r\n"));
        return new Body(slices);
    }

    /**
     * The parts of a form, in order.
     *
     * @param contentType the value of the header field, with its boundary
     * @throws MalformedException when it is no form
     */
    public static List<Part> read(byte[] body, String contentType) {
        return new Reader(body, boundary(contentType)).parts();
    }

    private static String head(Part part, String boundary) {
        StringBuilder head = new StringBuilder(128)
                .append("--")
                .append(boundary)
                .append("\r\ncontent-disposition: form-data; name=\"")
                .append(escaped(part.name()))
                .append('"');
        if (part.fileName() != null) {
            String name = part.fileName().isEmpty() ? "file" : part.fileName();
            head.append("; filename=\"").append(escaped(name)).append('"');
        }
        if (part.contentType() != null) {
            head.append("\r\ncontent-type: ")
                    .append(part.contentType().replace("\r", "").replace("\n", ""));
        }
        return head.append("\r\n\r\n").toString();
    }

    /** As browsers do it: the HTML standard percent-encodes these three. */
    private static String escaped(String value) {
        String escaped = value.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
        // Before the closing quote it would be taken for what escapes that.
        return escaped.endsWith("\\") ? escaped.substring(0, escaped.length() - 1) + LAST_BACKSLASH : escaped;
    }

    private static String boundary(String contentType) {
        String boundary = parameter(contentType, "boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw new MalformedException("content-type names no boundary of 1 to " + MAX_BOUNDARY + " characters");
        }
        return boundary;
    }

    /** A parameter of a header value such as {@code form-data; name="x"}; null when it is not there. */
    private static @Nullable String parameter(String value, String name) {
        int at = value.indexOf(';');
        while (at >= 0) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                return null;
            }
            String found = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            boolean quoted = equals + 1 < value.length() && value.charAt(equals + 1) == '"';
            int end = quoted ? quoteEnd(value, equals + 2) : plainEnd(value, equals + 1);
            if (found.equals(name)) {
                return quoted
                        ? unquoted(value.substring(equals + 2, end))
                        : value.substring(equals + 1, end).strip();
            }
            at = value.indexOf(';', end);
        }
        return null;
    }

    private static int plainEnd(String value, int from) {
        int end = value.indexOf(';', from);
        return end < 0 ? value.length() : end;
    }

    private static int quoteEnd(String value, int from) {
        for (int at = from; at < value.length(); at++) {
            if (value.charAt(at) == '"') {
                return at;
            }
            at += value.charAt(at) == '\\' ? 1 : 0;
        }
        throw new MalformedException("a quote is not closed: " + value);
    }

    private static String unquoted(String value) {
        boolean backslash = value.endsWith(LAST_BACKSLASH);
        String text = backslash ? value.substring(0, value.length() - LAST_BACKSLASH.length()) + '\\' : value;
        return text.replace("\\\"", "\"")
                .replace("%22", "\"")
                .replace("%0D", "\r")
                .replace("%0A", "\n");
    }

    /** Cuts one form into its parts. */
    private static final class Reader {

        private final byte[] body;
        private final byte[] delimiter;

        Reader(byte[] body, String boundary) {
            this.body = body;
            this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        }

        List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            // The first delimiter may stand at the very beginning, without the line end before it.
            int at = begins() ? delimiter.length - 2 : after(0);
            while (!closes(at)) {
                int head = lineEnd(at);
                int end = indexOf(delimiter, head - 2);
                if (end < 0) {
                    throw new MalformedException("the form breaks off (expected: its closing boundary)");
                }
                if (parts.size() == MAX_PARTS) {
                    throw new MalformedException("more than " + MAX_PARTS + " fields");
                }
                parts.add(part(head, end));
                at = end + delimiter.length;
            }
            return parts;
        }

        private boolean begins() {
            return startsWith(delimiter, 2, 0);
        }

        private int after(int from) {
            int at = indexOf(delimiter, from);
            if (at < 0) {
                throw new MalformedException("the boundary of content-type does not occur in the body");
            }
            return at + delimiter.length;
        }

        private boolean closes(int at) {
            return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
        }

        /** Behind the line end that follows a boundary; blanks may stand between. */
        private int lineEnd(int from) {
            int at = from;
            while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
                at++;
            }
            if (!startsWith(LINE_END, 0, at)) {
                throw new MalformedException("a boundary is not followed by a line end");
            }
            return at + 2;
        }

        private Part part(int head, int end) {
            // A part without any header begins with the empty line.
            int headEnd = startsWith(LINE_END, 0, head) ? head - 2 : indexOf(HEAD_END, head);
            if (headEnd < 0 || headEnd + 4 > end + 2 || headEnd - head > MAX_HEAD_BYTES) {
                throw new MalformedException("a field has no end of its headers, or they are too long");
            }
            int value = headEnd + 4;
            String disposition = null;
            String type = null;
            for (String line : lines(head, headEnd)) {
                int colon = line.indexOf(':');
                String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                switch (name) {
                    case "content-disposition" -> disposition = line.substring(colon + 1);
                    case "content-type" -> type = line.substring(colon + 1).strip();
                    default -> {}
                }
            }
            String name = disposition == null ? null : parameter(disposition, "name");
            if (disposition == null || name == null) {
                throw new MalformedException(
                        "a field has no name (expected: content-disposition: form-data; name=...)");
            }
            return new Part(
                    name, parameter(disposition, "filename"), type, new Slice(body, value, Math.max(0, end - value)));
        }

        private String[] lines(int from, int to) {
            return to <= from ? new String[0] : new String(body, from, to - from, StandardCharsets.UTF_8).split("\r\n");
        }

        private int indexOf(byte[] wanted, int from) {
            for (int at = Math.max(0, from); at <= body.length - wanted.length; at++) {
                if (body[at] == wanted[0] && startsWith(wanted, 0, at)) {
                    return at;
                }
            }
            return -1;
        }

        private boolean startsWith(byte[] wanted, int skip, int at) {
            int length = wanted.length - skip;
            if (at < 0 || at + length > body.length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (body[at + i] != wanted[skip + i]) {
                    return false;
                }
            }
            return true;
        }
    }
}

package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Status and header fields of an answer, and how its body is framed.
 *
 * @param length the body's length; {@link #CHUNKED} or {@link #TO_THE_END} when that is not told
 */
record AnswerHead(int status, Headers headers, long length) {

    /** The body comes in chunks. */
    static final long CHUNKED = -1;

    /** The body ends with the connection. */
    static final long TO_THE_END = -2;

    private static final int MAX_BYTES = 64 << 10;
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** Reads the head of the answer to the request; interim ones are passed over. */
    static AnswerHead read(TimedInput in, UpstreamRequest request) {
        Reader reader = new Reader(in, request);
        while (true) {
            int status = reader.status();
            Headers headers = reader.fields();
            if (status >= 200) {
                return new AnswerHead(status, headers, reader.length(status, headers));
            }
        }
    }

    /** Reads lines, of which there are not many. */
    static final class Reader {

        private final TimedInput in;
        private final UpstreamRequest request;
        private int bytes;

        Reader(TimedInput in, UpstreamRequest request) {
            this.in = in;
            this.request = request;
        }

        private int status() {
            String line = line();
            boolean right = (line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ")) && line.length() >= 12;
            String digits = right ? line.substring(9, 12) : "";
            if (!isNumber(digits) || line.length() > 12 && line.charAt(12) != ' ') {
                throw broken("it begins with no status line");
            }
            return Integer.parseInt(digits);
        }

        /** Header fields, or trailers, to the empty line behind them. */
        Headers fields() {
            Headers.Builder headers = Headers.builder();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon < 1 || !line.substring(0, colon).chars().allMatch(Reader::isTokenCharacter)) {
                    throw broken("a header field without a name");
                }
                headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
            return headers.build();
        }

        /** The next line without its end. */
        String line() {
            ByteArrayOutputStream line = new ByteArrayOutputStream(64);
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new UpstreamException(
                            Kind.RESET, "the connection to " + request.origin() + " was closed too early");
                }
                if (++bytes > MAX_BYTES) {
                    throw new UpstreamException(
                            Kind.TOO_LARGE, "the head of the answer from " + request + " is longer than " + MAX_BYTES);
                }
                line.write(octet);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            String ended = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            if (ended.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw broken("a control character in its head");
            }
            return ended;
        }

        private long length(int status, Headers headers) {
            List<String> lengths = headers.all("content-length");
            List<String> codings = headers.all("transfer-encoding");
            if (!codings.isEmpty() && !lengths.isEmpty()
                    || lengths.stream().distinct().count() > 1) {
                throw broken("it leaves its length in doubt");
            }
            if (request.method().equals("HEAD") || status == 204 || status == 304) {
                return 0;
            }
            if (!codings.isEmpty()) {
                if (codings.size() > 1
                        || !codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked")) {
                    throw broken("transfer-encoding " + codings + " (expected: chunked)");
                }
                return CHUNKED;
            }
            return lengths.isEmpty() ? TO_THE_END : length(lengths.getFirst());
        }

        private long length(String text) {
            if (!isNumber(text) || text.length() > 18) {
                throw broken("content-length " + text + " (expected: a number)");
            }
            return Long.parseLong(text);
        }

        UpstreamException broken(String why) {
            return new UpstreamException(Kind.PROTOCOL, "the answer from " + request + " is not proper HTTP: " + why);
        }

        private static boolean isNumber(String text) {
            return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        }

        private static boolean isTokenCharacter(int c) {
            return c < 128 && Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
        }
    }
}

package dev.dragoman.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads HTTP/1.1 requests strictly: whatever two servers could understand differently is refused. */
final class RequestReader {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int LARGEST_BODY = 256 * 1024 * 1024;

    private final ConnectionInput in;

    RequestReader(ConnectionInput in) {
        this.in = in;
    }

    RequestHead head() throws IOException {
        String line = in.line(LONGEST_LINE);
        while (line.isEmpty()) {
            line = in.line(LONGEST_LINE);
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new BadRequestException(400, "request line: " + line + " (expected: METHOD target HTTP/1.1)");
        }
        return new RequestHead(words[0], words[1], words[2], headers());
    }

    byte[] body(RequestHead head) throws IOException {
        boolean chunked = head.hasToken("transfer-encoding", "chunked");
        Optional<String> length = head.header("content-length");
        if (chunked && length.isPresent()) {
            throw new BadRequestException(400, "Content-Length and Transfer-Encoding (expected: one of them)");
        }
        return chunked ? chunkedBody() : in.exactly(contentLength(length.orElse("0")));
    }

    private List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = in.line(LONGEST_LINE); !line.isEmpty(); line = in.line(LONGEST_LINE)) {
            headers.add(header(line));
            if (headers.size() > MOST_HEADERS) {
                throw new BadRequestException(431, "more than " + MOST_HEADERS + " headers");
            }
        }
        return headers;
    }

    private static Header header(String line) throws BadRequestException {
        int colon = line.indexOf(':');
        if (colon < 1 || line.charAt(colon - 1) == ' ' || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            throw new BadRequestException(400, "header line: " + line + " (expected: name: value)");
        }
        return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static int contentLength(String value) throws BadRequestException {
        long length = number(value, 10);
        if (length > LARGEST_BODY) {
            throw new BadRequestException(413, "body of " + length + " bytes (expected: <= " + LARGEST_BODY + ")");
        }
        return (int) length;
    }

    private byte[] chunkedBody() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = chunkSize();
        while (size > 0) {
            body.writeBytes(in.exactly(size));
            expectEmptyLine();
            if (body.size() > LARGEST_BODY) {
                throw new BadRequestException(413, "body larger than " + LARGEST_BODY + " bytes");
            }
            size = chunkSize();
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = in.line(LONGEST_LINE);
        int extension = line.indexOf(';');
        long size = number(extension < 0 ? line : line.substring(0, extension), 16);
        if (size > LARGEST_BODY) {
            throw new BadRequestException(413, "chunk of " + size + " bytes (expected: <= " + LARGEST_BODY + ")");
        }
        return (int) size;
    }

    private void expectEmptyLine() throws IOException {
        String line = in.line(LONGEST_LINE);
        if (!line.isEmpty()) {
            throw new BadRequestException(400, "after a chunk: " + line + " (expected: an empty line)");
        }
    }

    private static long number(String value, int radix) throws BadRequestException {
        try {
            long number = Long.parseLong(value.strip(), radix);
            if (number >= 0 && Character.digit(value.strip().charAt(0), radix) >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below like every other wrong number.
        }
        throw new BadRequestException(400, "length: " + value + " (expected: a number)");
    }
}

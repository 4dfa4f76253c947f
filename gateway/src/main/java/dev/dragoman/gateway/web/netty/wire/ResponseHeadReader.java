package dev.dragoman.gateway.web.netty.wire;

/**
 * Reads answer heads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, message body length</a>
 */
public final class ResponseHeadReader {

    private static final byte[] START = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int SHORTEST = 16;

    private ResponseHeadReader() {}

    /** Whether these bytes can be the beginning of an answer. */
    public static boolean mayStart(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(length, START.length); i++) {
            if (bytes[i] != START[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a head.
     *
     * @param bytes holds the head from 0 to {@code length}, its last line empty; changed by reading
     * @param answersHead whether the request was HEAD, so that no body follows
     * @throws WireException when it is no head of HTTP/1.x, or its frame is in doubt
     */
    public static ResponseHead read(byte[] bytes, int length, boolean answersHead) {
        if (length < SHORTEST || !mayStart(bytes, length)) {
            throw WireException.malformed("the answer does not begin with HTTP/1.1");
        }
        boolean old = bytes[7] == '0';
        int status = status(bytes);
        FieldReader fields = new FieldReader();
        fields.read(bytes, endOfStatusLine(bytes), length);
        long body = bodyLength(fields, hasNoBody(status, answersHead));
        boolean keepAlive = !fields.close() && (!old || fields.keepAlive()) && body != ResponseHead.UNTIL_CLOSE;
        return new ResponseHead(status, fields.headers(), body, keepAlive);
    }

    private static int status(byte[] bytes) {
        int hundreds = bytes[9] - '0';
        int tens = bytes[10] - '0';
        int ones = bytes[11] - '0';
        boolean digits = hundreds >= 1 && hundreds <= 9 && tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        if (bytes[8] != ' ' || !digits || bytes[12] != ' ' && bytes[12] != Octets.CR) {
            throw WireException.malformed("the answer's status line has no status of three digits");
        }
        return hundreds * 100 + tens * 10 + ones;
    }

    private static int endOfStatusLine(byte[] bytes) {
        int at = 12;
        while (Octets.inValue(bytes[at] & 0xFF)) {
            at++;
        }
        if (bytes[at] != Octets.CR || bytes[at + 1] != Octets.LF) {
            throw WireException.malformed("the answer's status line has " + Octets.shown(bytes[at]));
        }
        return at + 2;
    }

    private static boolean hasNoBody(int status, boolean answersHead) {
        return answersHead || status < 200 || status == 204 || status == 304;
    }

    private static long bodyLength(FieldReader fields, boolean noBody) {
        if (fields.isCoded() && fields.contentLengths() > 0) {
            throw WireException.malformed("the answer has both content-length and transfer-encoding");
        }
        if (fields.lengthsDiffer()) {
            throw WireException.malformed("the answer has several different content-length fields");
        }
        if (noBody) {
            return 0;
        }
        if (fields.isCoded()) {
            if (!fields.isChunked()) {
                throw WireException.malformed(
                        "the answer has transfer-encoding '" + fields.transferEncoding() + "' (expected: chunked)");
            }
            return ResponseHead.CHUNKED;
        }
        return fields.contentLengths() > 0 ? fields.contentLength() : ResponseHead.UNTIL_CLOSE;
    }
}

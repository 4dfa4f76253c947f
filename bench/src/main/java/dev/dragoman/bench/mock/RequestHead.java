package dev.dragoman.bench.mock;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The head of one request, taken in byte by byte; knows its path and how long its body is. Reusable. */
final class RequestHead {

    private static final byte[] CONTENT_LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private byte[] bytes = new byte[512];
    private int size;
    private int lastFour;

    /** Takes one more byte; true when the head is complete. */
    boolean add(byte b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = b;
        lastFour = lastFour << 8 | b & 0xFF;
        return lastFour == END;
    }

    /** Forgets everything. */
    void clear() {
        size = 0;
        lastFour = 0;
    }

    /** The path of the request line. */
    String path() {
        int from = indexOf((byte) ' ', 0) + 1;
        return new String(bytes, from, indexOf((byte) ' ', from) - from, StandardCharsets.US_ASCII);
    }

    /** The announced length of the body; 0 when nothing is said. */
    int contentLength() {
        for (int i = 0; i + CONTENT_LENGTH.length <= size; i++) {
            if (bytes[i] == '\n' && announces(i)) {
                return number(i + CONTENT_LENGTH.length);
            }
        }
        return 0;
    }

    private boolean announces(int at) {
        for (int i = 1; i < CONTENT_LENGTH.length; i++) {
            if ((bytes[at + i] | 0x20) != (CONTENT_LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int number = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private int indexOf(byte wanted, int from) {
        int at = from;
        while (bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}

package dev.dragoman.gateway.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes the members of a row: numbers of seven bits a byte, small ones of either sign in few, and texts in UTF-8 after their length. */
final class RowWriter {

    private static final int USUAL = 1_024;
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[USUAL];
    private int length;

    void number(long number) {
        room(LONGEST_NUMBER);
        long left = number << 1 ^ number >> Long.SIZE - 1;
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    void text(String text) {
        byte[] told = text.getBytes(StandardCharsets.UTF_8);
        number(told.length);
        room(told.length);
        System.arraycopy(told, 0, bytes, length, told.length);
        length += told.length;
    }

    void texts(List<String> texts) {
        number(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            text(texts.get(i));
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}

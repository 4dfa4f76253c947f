package dev.dragoman.gateway.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link RowWriter} wrote. What does not end where it should is refused with {@link IllegalArgumentException}. */
final class RowReader {

    private final byte[] bytes;
    private int at;

    RowReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number >>> 1 ^ -(number & 1);
            }
        }
        throw new IllegalArgumentException("no row of the ledger: a number does not end");
    }

    String text() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    Instant time() {
        return Instant.ofEpochMilli(number());
    }

    /** How many things follow, none of which takes less than a byte. */
    private int count() {
        long count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException("no row of the ledger: it ends too early");
        }
        return (int) count;
    }

    private byte next() {
        if (at == bytes.length) {
            throw new IllegalArgumentException("no row of the ledger: it ends too early");
        }
        return bytes[at++];
    }
}

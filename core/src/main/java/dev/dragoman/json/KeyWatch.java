package dev.dragoman.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A few member names that a scan should report when it meets them at any depth, at next to no cost. */
public final class KeyWatch {

    /** Watches for nothing. */
    public static final KeyWatch NONE = new KeyWatch(List.of());

    private final List<String> names;
    private final byte[][] keys;
    private final long lengths;

    private KeyWatch(List<String> names) {
        this.names = names;
        this.keys = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        long bits = 0;
        for (byte[] key : keys) {
            bits |= 1L << key.length;
        }
        this.lengths = bits;
    }

    /** Watches for at most 64 names of at most 63 bytes. */
    public static KeyWatch of(String... names) {
        return new KeyWatch(List.of(names));
    }

    /** The bit of the name; 0 when it is not watched. */
    public long bit(String name) {
        int at = names.indexOf(name);
        return at < 0 ? 0 : 1L << at;
    }

    long bit(byte[] bytes, int offset, int length) {
        if (length > 63 || (lengths >>> length & 1) == 0) {
            return 0;
        }
        for (int i = 0; i < keys.length; i++) {
            byte[] key = keys[i];
            if (key.length == length
                    && key[0] == bytes[offset]
                    && Arrays.equals(key, 0, length, bytes, offset, offset + length)) {
                return 1L << i;
            }
        }
        return 0;
    }
}

package dev.dragoman.gateway.cache;

import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash over fields, each of which ends with a byte that none can hold. Confined to one thread. */
final class Digest {

    private static final byte END = 0;

    private final MessageDigest sha256;

    Digest() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    Digest text(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update(END);
        return this;
    }

    Digest flag(boolean flag) {
        sha256.update((byte) (flag ? 1 : 2));
        return this;
    }

    /** Bytes that may hold anything. */
    Digest bytes(Slice bytes) {
        text(Integer.toString(bytes.length()));
        sha256.update(bytes.array(), bytes.offset(), bytes.length());
        return this;
    }

    /** JSON without the white space between its tokens. */
    Digest json(Slice json) {
        byte[] bytes = json.array();
        int end = json.offset() + json.length();
        int from = json.offset();
        boolean quoted = false;
        for (int i = from; i < end; i++) {
            byte at = bytes[i];
            if (quoted) {
                if (at == '\\') {
                    i++;
                } else if (at == '"') {
                    quoted = false;
                }
            } else if (at == '"') {
                quoted = true;
            } else if (at <= ' ' && at >= 0) {
                sha256.update(bytes, from, i - from);
                from = i + 1;
            }
        }
        sha256.update(bytes, from, end - from);
        sha256.update(END);
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}

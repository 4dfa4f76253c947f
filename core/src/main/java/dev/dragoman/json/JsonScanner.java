package dev.dragoman.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks a JSON object byte by byte, once, and reports where its top-level members are. Nothing is decoded.
 *
 * <p>Strings, which are nearly all of a large body, are passed eight bytes at a time: a word without a quote, a
 * backslash, a control character or a byte above 127 needs no closer look. Bytes above 127 are checked to be UTF-8.
 */
final class JsonScanner {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final KeyWatch watch;
    private int at;
    private boolean escapedName;
    private long mentioned;

    JsonScanner(byte[] bytes, int offset, int length, KeyWatch watch) {
        this.bytes = bytes;
        this.start = offset;
        this.at = offset;
        this.end = offset + length;
        this.watch = watch;
    }

    /** Hears of each top-level member. */
    interface Members {

        /** A member: its name without quotes (with escapes when {@code escaped}) and its value. */
        void member(int name, int nameLength, boolean escaped, int value, int valueLength);
    }

    /** The watched names that were met, as bits. */
    long mentioned() {
        return mentioned;
    }

    void scan(Members members) {
        skipSpace();
        if (at == end) {
            throw wrong("expected a JSON object, but there is nothing");
        }
        if (bytes[at] != '{') {
            throw wrong("expected a JSON object");
        }
        at++;
        topLevel(members);
        skipSpace();
        if (at != end) {
            throw wrong("expected nothing after the JSON object");
        }
    }

    private void topLevel(Members members) {
        skipSpace();
        if (next() == '}') {
            at++;
            return;
        }
        while (true) {
            int name = at + 1;
            name();
            int nameLength = at - 1 - name;
            boolean escaped = escapedName;
            colon();
            int value = at;
            value(2);
            members.member(name, nameLength, escaped, value, at - value);
            if (!more('}')) {
                return;
            }
        }
    }

    private void value(int depth) {
        switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void object(int depth) {
        descend(depth);
        skipSpace();
        if (next() == '}') {
            at++;
            return;
        }
        do {
            int name = at + 1;
            name();
            mentioned |= watch.bit(bytes, name, at - 1 - name);
            colon();
            value(depth + 1);
        } while (more('}'));
    }

    private void array(int depth) {
        descend(depth);
        skipSpace();
        if (next() == ']') {
            at++;
            return;
        }
        do {
            value(depth + 1);
        } while (more(']'));
    }

    private void descend(int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw wrong("nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        at++;
    }

    private void name() {
        if (next() != '"') {
            throw wrong("expected a member name in double quotes");
        }
        escapedName = string();
    }

    private void colon() {
        skipSpace();
        if (next() != ':') {
            throw wrong("expected ':' after a member name");
        }
        at++;
        skipSpace();
    }

    /** Passes a comma (true) or the closing bracket (false). */
    private boolean more(char closing) {
        skipSpace();
        byte b = next();
        if (b == ',') {
            at++;
            skipSpace();
            return true;
        }
        if (b == closing) {
            at++;
            return false;
        }
        throw wrong("expected ',' or '" + closing + "'");
    }

    /** Passes a string; says whether it has escapes. */
    private boolean string() {
        boolean escapes = false;
        at++;
        while (true) {
            plain();
            byte b = next();
            if (b == '"') {
                at++;
                return escapes;
            }
            if (b == '\\') {
                escapes = true;
                escape();
            } else if (b < 0) {
                multibyte();
            } else if (b < 0x20) {
                throw wrong("control character " + b + " in a string (expected: escaped)");
            } else {
                at++;
            }
        }
    }

    private void plain() {
        int i = at;
        while (i + 8 <= end) {
            long word = (long) LONGS.get(bytes, i);
            long quotes = word ^ ONES * '"';
            long backslashes = word ^ ONES * '\\';
            long found = word | (word - ONES * 0x20) | (quotes - ONES) & ~quotes | (backslashes - ONES) & ~backslashes;
            if ((found & HIGHS) != 0) {
                i += Long.numberOfTrailingZeros(found & HIGHS) >>> 3;
                break;
            }
            i += 8;
        }
        at = i;
    }

    private void escape() {
        at++;
        switch (next()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> {
                at++;
                for (int i = 0; i < 4; i++, at++) {
                    if (Character.digit(next(), 16) < 0) {
                        throw wrong("expected four hexadecimal digits after \\u");
                    }
                }
            }
            default -> throw wrong("unknown escape in a string");
        }
    }

    /** Passes one character of two to four bytes. */
    private void multibyte() {
        int lead = bytes[at] & 0xFF;
        int more;
        int low = 0x80;
        int high = 0xBF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            more = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            more = 2;
            low = lead == 0xE0 ? 0xA0 : 0x80;
            high = lead == 0xED ? 0x9F : 0xBF;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            more = 3;
            low = lead == 0xF0 ? 0x90 : 0x80;
            high = lead == 0xF4 ? 0x8F : 0xBF;
        } else {
            throw wrong("not UTF-8");
        }
        at++;
        for (int i = 0; i < more; i++, at++) {
            int b = next() & 0xFF;
            if (b < low || b > high) {
                throw wrong("not UTF-8");
            }
            low = 0x80;
            high = 0xBF;
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (next() != word.charAt(i)) {
                throw wrong("expected " + word);
            }
        }
    }

    private void number() {
        if (next() == '-') {
            at++;
        }
        if (next() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (next() == '+' || bytes[at] == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong("expected a JSON value");
        }
    }

    private void skipSpace() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return;
            }
            at++;
        }
    }

    private byte next() {
        if (at >= end) {
            throw wrong("the JSON ends too early");
        }
        return bytes[at];
    }

    private JsonSyntaxException wrong(String what) {
        return new JsonSyntaxException(what, at - start);
    }
}

package dev.dragoman.json;

import dev.dragoman.http.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON straight into a byte array. Commas are set by the writer; the caller only nests correctly. Not
 * thread-safe.
 */
public final class JsonWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer;
    private int size;
    private boolean needsComma;

    public JsonWriter(int expectedBytes) {
        this.buffer = new byte[Math.max(64, expectedBytes)];
    }

    /** The bytes written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** The bytes written so far, without copying; the writer must not be used afterwards. */
    public Slice toSlice() {
        return new Slice(buffer, 0, size);
    }

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** Writes a member's name; its value must follow. */
    public JsonWriter name(String name) {
        separate();
        string(name);
        put(':');
        needsComma = false;
        return this;
    }

    public JsonWriter value(String text) {
        separate();
        string(text);
        return this;
    }

    public JsonWriter value(long number) {
        separate();
        return literal(Long.toString(number));
    }

    public JsonWriter value(boolean truth) {
        separate();
        bytes(truth ? TRUE : FALSE);
        return this;
    }

    public JsonWriter nullValue() {
        separate();
        bytes(NULL);
        return this;
    }

    /** Writes bytes that are already a JSON value. */
    public JsonWriter raw(byte[] json, int offset, int length) {
        separate();
        reserve(length);
        System.arraycopy(json, offset, buffer, size, length);
        size += length;
        return this;
    }

    /** Writes bytes that are already a JSON value. */
    public JsonWriter raw(Slice json) {
        return raw(json.array(), json.offset(), json.length());
    }

    public JsonWriter value(JsonValue value) {
        switch (value) {
            case JsonObject object -> members(object);
            case JsonArray array -> items(array);
            case JsonString text -> value(text.value());
            case JsonNumber number -> {
                separate();
                literal(number.literal());
            }
            case JsonBoolean truth -> value(truth.value());
            case JsonNull nothing -> nullValue();
        }
        return this;
    }

    public JsonWriter member(String name, String value) {
        return name(name).value(value);
    }

    public JsonWriter member(String name, long value) {
        return name(name).value(value);
    }

    public JsonWriter member(String name, boolean value) {
        return name(name).value(value);
    }

    public JsonWriter member(String name, JsonValue value) {
        return name(name).value(value);
    }

    /** Writes the member unless the value is null. */
    public JsonWriter memberIfPresent(String name, @Nullable String value) {
        return value == null ? this : member(name, value);
    }

    /** Writes the member unless the value is null. */
    public JsonWriter memberIfPresent(String name, @Nullable Long value) {
        return value == null ? this : member(name, value.longValue());
    }

    /** Writes the member unless the value is null. */
    public JsonWriter memberIfPresent(String name, @Nullable Double value) {
        return value == null ? this : member(name, JsonNumber.of(value));
    }

    /** Writes the member unless the value is null. */
    public JsonWriter memberIfPresent(String name, @Nullable Boolean value) {
        return value == null ? this : member(name, value.booleanValue());
    }

    /** Writes the member unless the value is null. */
    public JsonWriter memberIfPresent(String name, @Nullable JsonValue value) {
        return value == null ? this : member(name, value);
    }

    /** Writes every member of the object into the object that is open. */
    public JsonWriter allMembers(JsonObject object) {
        object.forEach(this::member);
        return this;
    }

    private void members(JsonObject object) {
        beginObject();
        allMembers(object);
        endObject();
    }

    private void items(JsonArray array) {
        beginArray();
        for (JsonValue item : array) {
            value(item);
        }
        endArray();
    }

    private JsonWriter begin(char bracket) {
        separate();
        put(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        put(bracket);
        needsComma = true;
        return this;
    }

    private void separate() {
        if (needsComma) {
            put(',');
        }
        needsComma = true;
    }

    private JsonWriter literal(String ascii) {
        bytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private void bytes(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void put(char ascii) {
        reserve(1);
        buffer[size++] = (byte) ascii;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), (int)
                    Math.min((long) buffer.length * 2, Integer.MAX_VALUE - 8)));
        }
    }

    private void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        reserve(utf8.length + 2);
        buffer[size++] = '"';
        // A lone half of a surrogate pair is encoded as '?'; it must survive, for a vendor may split a pair over
        // events.
        if (utf8.length == text.length()) {
            escaped(text, utf8);
        } else {
            characters(text);
        }
        put('"');
    }

    private void escaped(String text, byte[] ascii) {
        int done = 0;
        int at = nextSpecial(ascii, 0);
        while (at < ascii.length) {
            if (ascii[at] != '?' || text.charAt(at) != '?') {
                copy(ascii, done, at);
                escape(text.charAt(at));
                done = at + 1;
            }
            at = nextSpecial(ascii, at + 1);
        }
        copy(ascii, done, ascii.length);
    }

    private void copy(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, buffer, size, end - start);
        size += end - start;
    }

    /** The next control character, quote, backslash or question mark; eight bytes are looked at together. */
    private static int nextSpecial(byte[] ascii, int from) {
        int at = from;
        for (; at + 8 <= ascii.length; at += 8) {
            long word = (long) LONGS.get(ascii, at);
            long found = (word - ONES * 0x20)
                    | zeroes(word ^ ONES * '"')
                    | zeroes(word ^ ONES * '\\')
                    | zeroes(word ^ ONES * '?');
            if ((found & HIGHS) != 0) {
                break;
            }
        }
        while (at < ascii.length && !isSpecial(ascii[at])) {
            at++;
        }
        return at;
    }

    private static long zeroes(long word) {
        return (word - ONES) & ~word;
    }

    private static boolean isSpecial(byte ascii) {
        return ascii < 0x20 || ascii == '"' || ascii == '\\' || ascii == '?';
    }

    private void characters(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            reserve(6);
            if (c < 0x80) {
                if (c < 0x20 || c == '"' || c == '\\') {
                    escape(c);
                } else {
                    buffer[size++] = (byte) c;
                }
            } else if (c < 0x800) {
                buffer[size++] = (byte) (0xC0 | c >> 6);
                buffer[size++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                pair(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                escape(c);
            } else {
                buffer[size++] = (byte) (0xE0 | c >> 12);
                buffer[size++] = (byte) (0x80 | c >> 6 & 0x3F);
                buffer[size++] = (byte) (0x80 | c & 0x3F);
            }
        }
    }

    private void pair(int codePoint) {
        buffer[size++] = (byte) (0xF0 | codePoint >> 18);
        buffer[size++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        buffer[size++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        buffer[size++] = (byte) (0x80 | codePoint & 0x3F);
    }

    private void escape(char c) {
        reserve(6);
        buffer[size++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[size++] = (byte) c;
            case '\n' -> buffer[size++] = 'n';
            case '\r' -> buffer[size++] = 'r';
            case '\t' -> buffer[size++] = 't';
            default -> {
                buffer[size++] = 'u';
                buffer[size++] = HEX[c >> 12];
                buffer[size++] = HEX[c >> 8 & 0xF];
                buffer[size++] = HEX[c >> 4 & 0xF];
                buffer[size++] = HEX[c & 0xF];
            }
        }
    }
}

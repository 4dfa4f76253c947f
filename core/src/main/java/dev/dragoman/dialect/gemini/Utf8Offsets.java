package dev.dragoman.dialect.gemini;

import org.jspecify.annotations.Nullable;

/** Places in a text: bytes of its UTF-8 form, and characters (Unicode code points). */
final class Utf8Offsets {

    private Utf8Offsets() {}

    /** The number of characters that begin in the first {@code bytes} bytes. */
    static int characters(CharSequence text, long bytes) {
        long at = 0;
        int characters = 0;
        int i = 0;
        while (i < text.length() && at < bytes) {
            int codePoint = Character.codePointAt(text, i);
            at += width(codePoint);
            i += Character.charCount(codePoint);
            characters++;
        }
        return characters;
    }

    /** The number of bytes of a part of the text. */
    static int bytes(CharSequence text, int from, int to) {
        int bytes = 0;
        int i = from;
        while (i < to) {
            int codePoint = Character.codePointAt(text, i);
            bytes += width(codePoint);
            i += Character.charCount(codePoint);
        }
        return bytes;
    }

    /** The place of the character in Java's string, within its bounds. */
    static int toUtf16(String text, @Nullable Long character, int otherwise) {
        if (character == null) {
            return otherwise;
        }
        int characters = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.clamp(character, 0, characters));
    }

    private static int width(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}

package dev.dragoman.testkit.vendor;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into the pieces of a stream, never within a character. */
public final class Pieces {

    private Pieces() {}

    /** The text in pieces of that many characters; no piece for an empty text. */
    public static List<String> of(String text, int length) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.offsetByCodePoints(start, Math.min(length, text.codePointCount(start, text.length())));
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }
}

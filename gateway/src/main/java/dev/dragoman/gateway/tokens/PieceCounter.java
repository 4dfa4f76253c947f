package dev.dragoman.gateway.tokens;

import com.knuddels.jtokkit.api.Encoding;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts a text piece by piece, and remembers how many tokens short pieces have: words come again and again. What is not plain is
 * counted by the vocabulary's own means, line by line. Thread-safe.
 */
final class PieceCounter {

    private static final int MOST_REMEMBERED = 1 << 15;
    private static final int LONGEST_REMEMBERED = 32;

    private final Encoding encoding;
    private final PlainPieces pieces;
    private final AtomicReferenceArray<@Nullable Piece> known = new AtomicReferenceArray<>(MOST_REMEMBERED);

    PieceCounter(Encoding encoding, PlainPieces pieces) {
        this.encoding = encoding;
        this.pieces = pieces;
    }

    private record Piece(String text, int tokens) {}

    /** The tokens of the text, without special ones. */
    long count(String text) {
        long tokens = 0;
        int from = 0;
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (i > from && PlainPieces.isCut(text.charAt(i - 1), letter)) {
                tokens += part(text, from, i, plain);
                from = i;
                plain = true;
            }
            plain &= PlainPieces.isPlain(letter);
        }
        return tokens + part(text, from, text.length(), plain);
    }

    private long part(String text, int from, int to, boolean plain) {
        if (!plain) {
            return encoding.countTokensOrdinary(text.substring(from, to));
        }
        long tokens = 0;
        int at = from;
        while (at < to) {
            int end = pieces.end(text, at, to);
            tokens += piece(text, at, end);
            at = end;
        }
        return tokens;
    }

    private int piece(String text, int from, int to) {
        if (to - from > LONGEST_REMEMBERED) {
            return encoding.countTokensOrdinary(text.substring(from, to));
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int place = (hash ^ hash >>> 15) & (MOST_REMEMBERED - 1);
        Piece found = known.getPlain(place);
        if (found != null && found.text.length() == to - from && text.startsWith(found.text, from)) {
            return found.tokens;
        }
        String piece = text.substring(from, to);
        int tokens = encoding.countTokensOrdinary(piece);
        known.setRelease(place, new Piece(piece, tokens));
        return tokens;
    }
}

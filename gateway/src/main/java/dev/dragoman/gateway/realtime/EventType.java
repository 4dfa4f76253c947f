package dev.dragoman.gateway.realtime;

import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an event is without reading it: looks for {@code type} among the outermost members, where it usually is the
 * first, and passes over what stands before it.
 */
final class EventType {

    /** Vendors tell the type long before so many bytes; events that do not are passed on unseen. */
    private static final int FARTHEST = 1 << 20;

    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int end;
    private int at;

    private EventType(Slice event) {
        bytes = event.array();
        at = event.offset();
        end = at + Math.min(event.length(), FARTHEST);
    }

    /** The event's type; null when it tells none. */
    static @Nullable String of(Slice event) {
        return new EventType(event).find();
    }

    private @Nullable String find() {
        if (next() != '{') {
            return null;
        }
        do {
            if (next() != '"') {
                return null;
            }
            int from = at;
            boolean type = isType(from, skipText());
            if (next() != ':') {
                return null;
            }
            if (type) {
                return text();
            }
            skipValue();
        } while (next() == ',');
        return null;
    }

    private boolean isType(int from, int to) {
        return to - from == TYPE.length && java.util.Arrays.equals(bytes, from, to, TYPE, 0, TYPE.length);
    }

    private @Nullable String text() {
        if (next() != '"') {
            return null;
        }
        int from = at;
        int to = skipText();
        return to < end ? new String(bytes, from, to - from, StandardCharsets.UTF_8) : null;
    }

    /** The next byte that is no blank, passed over; 0 at the end. */
    private int next() {
        while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at < end ? bytes[at++] : 0;
    }

    /** Passes over the rest of a text and its closing quote; where that is. */
    private int skipText() {
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        int quote = Math.min(at, end);
        at = quote + 1;
        return quote;
    }

    private void skipValue() {
        int depth = 0;
        do {
            int first = next();
            switch (first) {
                case '"' -> skipText();
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case 0 -> {
                    return;
                }
                default -> skipWord();
            }
        } while (depth > 0);
    }

    /** Numbers, words, and the commas and colons within. */
    private void skipWord() {
        while (at < end && ",}]\"{[".indexOf(bytes[at]) < 0) {
            at++;
        }
    }
}

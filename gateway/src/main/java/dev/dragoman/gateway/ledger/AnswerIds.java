package dev.dragoman.gateway.ledger;

import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the id of an answer in its beginning, where all dialects have it, without reading the rest. */
final class AnswerIds {

    private static final byte[] MEMBER = {'"', 'i', 'd', '"'};
    private static final int LOOKED_AT = 512;
    private static final int LONGEST = 128;

    private AnswerIds() {}

    /** The id in a whole answer or an event; null when there is none in its beginning. */
    static @Nullable String in(byte[] json) {
        return in(json, 0, json.length);
    }

    static @Nullable String in(Body body) {
        if (body.slices().size() == 1) {
            Slice whole = body.slices().getFirst();
            return in(whole.array(), whole.offset(), whole.length());
        }
        byte[] beginning = new byte[LOOKED_AT];
        int length = 0;
        for (Slice slice : body.slices()) {
            int more = Math.min(slice.length(), LOOKED_AT - length);
            System.arraycopy(slice.array(), slice.offset(), beginning, length, more);
            length += more;
        }
        return in(beginning, 0, length);
    }

    private static @Nullable String in(byte[] json, int from, int length) {
        int end = from + Math.min(length, LOOKED_AT);
        for (int at = from; at + MEMBER.length < end; at++) {
            if (json[at] == '"' && isMember(json, at)) {
                return value(json, at + MEMBER.length, end);
            }
        }
        return null;
    }

    private static boolean isMember(byte[] json, int at) {
        return json[at + 1] == MEMBER[1] && json[at + 2] == MEMBER[2] && json[at + 3] == MEMBER[3];
    }

    private static @Nullable String value(byte[] json, int from, int end) {
        int at = blanks(json, from, end);
        if (at == end || json[at] != ':') {
            return null;
        }
        at = blanks(json, at + 1, end);
        if (at == end || json[at] != '"') {
            return null;
        }
        int start = at + 1;
        for (at = start; at < end && at - start <= LONGEST; at++) {
            if (json[at] == '"') {
                return new String(json, start, at - start, StandardCharsets.US_ASCII);
            }
            if (json[at] <= ' ' || json[at] == '\\') {
                return null;
            }
        }
        return null;
    }

    private static int blanks(byte[] json, int from, int end) {
        int at = from;
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at;
    }
}

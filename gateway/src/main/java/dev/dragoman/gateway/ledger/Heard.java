package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.SpokenText;
import dev.dragoman.http.Slice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was heard of an answer, as far as an estimate may need it: how long it was, and its beginning. Nothing is read before
 * somebody asks. Not thread-safe.
 */
final class Heard {

    private static final int MOST_BYTES = 64 << 10;
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    private final List<byte[]> events = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private long kept;
    private long all;

    /** One more event, or a whole answer. */
    void event(byte[] json) {
        all += json.length;
        if (kept < MOST_BYTES) {
            kept += json.length;
            events.add(json);
        }
    }

    /** More of an answer in bytes: lines of events, or a whole. */
    void piece(Slice piece) {
        all += piece.length();
        if (kept < MOST_BYTES) {
            kept += piece.length();
            bytes.write(piece.array(), piece.offset(), piece.length());
        }
    }

    /** What was said in the beginning. */
    String text() {
        SpokenText said = new SpokenText();
        events.forEach(said::hear);
        if (bytes.size() > 0) {
            lines(bytes.toByteArray(), said);
        }
        return said.text();
    }

    /** How long it was. */
    long bytes() {
        return all;
    }

    /** So many tokens of the beginning, for the whole length. */
    long grown(long tokens) {
        return kept == all || kept == 0 ? tokens : Math.ceilDiv(Math.multiplyExact(tokens, all), kept);
    }

    private static void lines(byte[] told, SpokenText said) {
        int start = 0;
        boolean events = false;
        for (int at = 0; at <= told.length; at++) {
            if (at == told.length || told[at] == '\n') {
                if (begins(told, start, at)) {
                    events = true;
                    said.hear(Arrays.copyOfRange(told, start + DATA.length, at));
                }
                start = at + 1;
            }
        }
        if (!events) {
            said.hear(told);
        }
    }

    private static boolean begins(byte[] told, int from, int to) {
        return to - from > DATA.length && Arrays.equals(told, from, from + DATA.length, DATA, 0, DATA.length);
    }
}

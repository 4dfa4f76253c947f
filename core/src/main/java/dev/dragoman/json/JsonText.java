package dev.dragoman.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Passes over the text of a JSON string, which is nearly all of a large body, and checks that it is UTF-8, has no control
 * characters and only escapes that exist.
 *
 * <p>Blocks of plain ASCII are recognised eight bytes at a time. What else there is (source code is full of escapes, and
 * most of the world does not write in ASCII) goes through an automaton whose rows are one word each: the state is how far
 * the row of the next byte is shifted, so that a step is a load and a shift, without a branch that could be guessed wrong.
 */
final class JsonText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int BLOCK = 32;

    // States, each the place of its six bits in a row: in text; after a backslash; so many bytes of a character to
    // come,
    // or the first of them bounded, because of what its lead byte is; and not to be passed.
    private static final int TEXT = 0;
    private static final int ONE_MORE = 6;
    private static final int TWO_MORE = 12;
    private static final int THREE_MORE = 18;
    private static final int AFTER_E0 = 24;
    private static final int AFTER_ED = 30;
    private static final int AFTER_F0 = 36;
    private static final int AFTER_F4 = 42;
    private static final int ESCAPE = 48;
    private static final int STOP = 54;
    private static final int STATE = 0x3F;

    private static final long[] ROWS = rows();

    private JsonText() {}

    /** The first byte that is not plain ASCII text; gives up after so many, in steps of eight, and near the end. */
    static int plainEnd(byte[] bytes, int from, int end, int most) {
        int last = Math.min(end - Long.BYTES, from + most);
        int i = from;
        for (; i <= last; i += Long.BYTES) {
            long found = special(bytes, i) & HIGHS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        return i;
    }

    /** Where the string's closing quote is; the complement of where a mistake is, which may be the end. */
    static int closingQuote(byte[] bytes, int from, int end) {
        int i = from;
        int state = TEXT;
        while (true) {
            for (; i <= end - BLOCK; i += BLOCK) {
                if (state != TEXT || !isPlain(bytes, i)) {
                    int next = passed(bytes, i, state);
                    if (next == STOP) {
                        break;
                    }
                    state = next;
                }
            }
            for (; i < end; i++) {
                int next = step(bytes[i], state);
                if (next == STOP) {
                    break;
                }
                state = next;
            }
            if (i < end && state == ESCAPE && bytes[i] == 'u') {
                i = afterUnicodeEscapes(bytes, i, end);
                if (i < 0) {
                    return i;
                }
                state = TEXT;
            } else {
                return i < end && state == TEXT && bytes[i] == '"' ? i : ~i;
            }
        }
    }

    /** What is wrong where the string cannot be passed. */
    static String mistake(byte[] bytes, int from, int at, int end) {
        if (at >= end) {
            return "the JSON ends too early";
        }
        int state = TEXT;
        for (int i = from; i < at; i++) {
            if (state == ESCAPE && bytes[i] == 'u') {
                if (at <= i + 4) {
                    return "expected four hexadecimal digits after \\u";
                }
                i += 4;
                state = TEXT;
            } else {
                state = step(bytes[i], state);
            }
        }
        if (state == ESCAPE) {
            return "unknown escape in a string";
        }
        byte wrong = bytes[at];
        return state == TEXT && wrong >= 0
                ? "control character " + wrong + " in a string (expected: escaped)"
                : "not UTF-8";
    }

    /** Passes an escape of four hexadecimal digits, from its u, and others that follow it at once; the complement of where a mistake is. */
    private static int afterUnicodeEscapes(byte[] bytes, int u, int end) {
        int i = u;
        while (true) {
            for (int digit = 1; digit <= 4; digit++) {
                if (i + digit >= end || Character.digit(bytes[i + digit], 16) < 0) {
                    return ~Math.min(i + digit, end);
                }
            }
            i += 5;
            if (i + 1 >= end || bytes[i] != '\\' || bytes[i + 1] != 'u') {
                return i;
            }
            i++;
        }
    }

    private static boolean isPlain(byte[] bytes, int i) {
        long found = special(bytes, i) | special(bytes, i + 8) | special(bytes, i + 16) | special(bytes, i + 24);
        return (found & HIGHS) == 0;
    }

    /** Eight bytes in which the lowest high bit tells of a quote, a backslash, a control character or a byte above 127. */
    private static long special(byte[] bytes, int i) {
        long word = (long) LONGS.get(bytes, i);
        long quotes = word ^ ONES * '"';
        long backslashes = word ^ ONES * '\\';
        return word | (word - ONES * 0x20) | (quotes - ONES) & ~quotes | (backslashes - ONES) & ~backslashes;
    }

    /** The state after a block. */
    private static int passed(byte[] bytes, int from, int state) {
        long row = state;
        for (int i = from; i < from + BLOCK; i += 8) {
            row = ROWS[bytes[i] & 0xFF] >>> row;
            row = ROWS[bytes[i + 1] & 0xFF] >>> row;
            row = ROWS[bytes[i + 2] & 0xFF] >>> row;
            row = ROWS[bytes[i + 3] & 0xFF] >>> row;
            row = ROWS[bytes[i + 4] & 0xFF] >>> row;
            row = ROWS[bytes[i + 5] & 0xFF] >>> row;
            row = ROWS[bytes[i + 6] & 0xFF] >>> row;
            row = ROWS[bytes[i + 7] & 0xFF] >>> row;
        }
        return (int) row & STATE;
    }

    private static int step(byte next, int state) {
        return (int) (ROWS[next & 0xFF] >>> state) & STATE;
    }

    private static long[] rows() {
        long[] rows = new long[256];
        for (int b = 0; b < rows.length; b++) {
            for (int state = TEXT; state <= STOP; state += 6) {
                rows[b] |= (long) next(state, b) << state;
            }
        }
        return rows;
    }

    private static int next(int state, int b) {
        return switch (state) {
            case TEXT -> inText(b);
            case ONE_MORE -> within(b, 0x80, 0xBF, TEXT);
            case TWO_MORE -> within(b, 0x80, 0xBF, ONE_MORE);
            case THREE_MORE -> within(b, 0x80, 0xBF, TWO_MORE);
            case AFTER_E0 -> within(b, 0xA0, 0xBF, ONE_MORE);
            case AFTER_ED -> within(b, 0x80, 0x9F, ONE_MORE);
            case AFTER_F0 -> within(b, 0x90, 0xBF, TWO_MORE);
            case AFTER_F4 -> within(b, 0x80, 0x8F, TWO_MORE);
            case ESCAPE -> "\"\\/bfnrt".indexOf(b) >= 0 ? TEXT : STOP;
            default -> STOP;
        };
    }

    private static int inText(int b) {
        if (b < 0x80) {
            return b == '\\' ? ESCAPE : b == '"' || b < 0x20 ? STOP : TEXT;
        }
        return switch (b) {
            case 0xE0 -> AFTER_E0;
            case 0xED -> AFTER_ED;
            case 0xF0 -> AFTER_F0;
            case 0xF4 -> AFTER_F4;
            default -> b < 0xC2 || b > 0xF4 ? STOP : b < 0xE0 ? ONE_MORE : b < 0xF0 ? TWO_MORE : THREE_MORE;
        };
    }

    private static int within(int b, int low, int high, int then) {
        return b >= low && b <= high ? then : STOP;
    }
}

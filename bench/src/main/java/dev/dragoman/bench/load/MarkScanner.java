package dev.dragoman.bench.load;

import dev.dragoman.bench.mock.Mark;

/**
 * Finds the marks of numbered events, and the end of the stream, in the bytes of a body that arrives in any pieces. Not
 * thread-safe.
 */
final class MarkScanner {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final Listener listener;
    private State state = State.TEXT;
    private int number;
    private long nanos;
    private int doneMatched;
    private boolean done;

    MarkScanner(Listener listener) {
        this.listener = listener;
    }

    private enum State {
        TEXT,
        NUMBER,
        TIME
    }

    /** Hears of every event. */
    @FunctionalInterface
    interface Listener {

        /** The event of that number was written at {@code nanos} on the machine's monotonic clock. */
        void event(int number, long nanos);
    }

    /** Takes more of the body in. */
    void feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            at = switch (state) {
                case TEXT -> text(bytes, at, to);
                case NUMBER -> number(bytes[at], at);
                case TIME -> time(bytes[at], at);
            };
        }
    }

    /** Whether the stream said that it is complete; asks once, another stream may follow. */
    boolean takeDone() {
        boolean was = done;
        done = false;
        return was;
    }

    private int text(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == Mark.NUMBER) {
                number = 0;
                state = State.NUMBER;
                return at + 1;
            }
            if (b == '[' || doneMatched > 0) {
                matchDone(b);
            }
        }
        return to;
    }

    private void matchDone(byte b) {
        if (b == DONE[doneMatched]) {
            doneMatched++;
        } else {
            doneMatched = b == DONE[0] ? 1 : 0;
        }
        if (doneMatched == DONE.length) {
            done = true;
            doneMatched = 0;
        }
    }

    private int number(byte b, int at) {
        if (b == Mark.TIME) {
            nanos = 0;
            state = State.TIME;
        } else {
            number = number * 10 + digit(b);
        }
        return at + 1;
    }

    private int time(byte b, int at) {
        if (b >= '0' && b <= '9') {
            nanos = nanos * 10 + digit(b);
            return at + 1;
        }
        listener.event(number, nanos);
        state = State.TEXT;
        return at;
    }

    private static int digit(byte b) {
        if (b < '0' || b > '9') {
            throw new IllegalStateException("byte " + b + " in an event's mark (expected: a digit)");
        }
        return b - '0';
    }
}

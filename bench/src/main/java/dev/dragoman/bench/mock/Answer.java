package dev.dragoman.bench.mock;

import java.nio.ByteBuffer;

/** An answer made beforehand. */
sealed interface Answer {

    /** All bytes of it, head included. */
    record Whole(ByteBuffer bytes) implements Answer {}

    /**
     * A streamed one.
     *
     * @param opening the head and the first events
     * @param event one numbered event, its mark blank
     * @param markAt where in it the mark begins
     * @param closing the last events and the end of the body
     * @param events how many numbered ones there are
     * @param pace when the next one is due
     */
    record Streamed(ByteBuffer opening, ByteBuffer event, int markAt, ByteBuffer closing, int events, Pace pace)
            implements Answer {

        /** Writes the numbered event as of now. */
        void event(int number, ByteBuffer into) {
            int start = into.position();
            into.put(event.duplicate());
            Mark.fill(into, start + markAt, number, System.nanoTime());
        }
    }
}

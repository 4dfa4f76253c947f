package dev.dragoman.audio;

import dev.dragoman.http.Slice;

/** Turns samples into a format, piece by piece. Pure; thread-safe. */
@FunctionalInterface
public interface AudioEncoder {

    /**
     * Begins to encode one recording.
     *
     * @throws IllegalArgumentException when the format cannot hold sound of this shape
     */
    Encoding begin(PcmShape shape);

    /** One recording on its way. Confined to its thread. */
    interface Encoding {

        /** What the next samples become; empty while more are needed. Pieces may end within a sample. */
        Slice encode(Slice samples);

        /** What was held back, once no samples follow. */
        Slice end();
    }
}

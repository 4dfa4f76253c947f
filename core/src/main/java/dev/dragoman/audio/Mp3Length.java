package dev.dragoman.audio;

import org.jspecify.annotations.Nullable;

/** The length of an MP3 file: what its index tells, else the sum of its frames. */
final class Mp3Length {

    private static final int FRAMES_KNOWN = 1;
    private static final int VBRI_AT = 4 + 32;
    private static final int FEWEST_FRAMES = 2;

    private Mp3Length() {}

    static @Nullable Double seconds(Bytes file, int start) {
        Mp3Frame first = Mp3Frame.at(file, start);
        if (first == null) {
            return null;
        }
        long indexed = indexed(file, start, first);
        if (indexed > 0) {
            return (double) indexed * first.samples() / first.rate();
        }
        return walked(file, start);
    }

    /** The number of frames that an index in the first frame names; 0 when there is none. */
    private static long indexed(Bytes file, int start, Mp3Frame first) {
        int at = start + first.side();
        if (file.is("Xing", at) || file.is("Info", at)) {
            return (file.u32(at + 4) & FRAMES_KNOWN) == 0 ? 0 : file.u32(at + 8);
        }
        return file.is("VBRI", start + VBRI_AT) ? file.u32(start + VBRI_AT + 14) : 0;
    }

    /** The sum; null when what follows the first frame is no second one. */
    private static @Nullable Double walked(Bytes file, int start) {
        double seconds = 0;
        int frames = 0;
        int at = start;
        for (Mp3Frame frame = Mp3Frame.at(file, at); frame != null; frame = Mp3Frame.at(file, at)) {
            seconds += (double) frame.samples() / frame.rate();
            frames++;
            at += frame.bytes();
        }
        return frames < FEWEST_FRAMES ? null : seconds;
    }
}

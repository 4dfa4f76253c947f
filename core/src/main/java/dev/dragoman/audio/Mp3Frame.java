package dev.dragoman.audio;

import org.jspecify.annotations.Nullable;

/**
 * The header of an MPEG audio frame.
 *
 * @param bytes the frame's length, its header included
 * @param samples how many samples of one channel it holds
 * @param rate samples in a second
 * @param side where the frame's own information ends and an index may begin
 */
record Mp3Frame(int bytes, int samples, int rate, int side) {

    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[][] FIRST = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
    };
    private static final int[][] LATER = {
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
    };

    /** The frame that begins there; null when none does. */
    static @Nullable Mp3Frame at(Bytes file, int at) {
        int second = file.u8(at + 1);
        int third = file.u8(at + 2);
        int version = second >> 3 & 3;
        int layer = 4 - (second >> 1 & 3);
        int bitRate = third >> 4;
        int rateIndex = third >> 2 & 3;
        boolean sync = file.has(at, 4) && file.u8(at) == 0xFF && (second & 0xE0) == 0xE0;
        if (!sync || version == 1 || layer == 4 || bitRate == 0 || bitRate == 15 || rateIndex == 3) {
            return null;
        }
        boolean first = version == 3;
        int rate = RATES[rateIndex] >> (first ? 0 : version == 2 ? 1 : 2);
        int kilobits = first ? FIRST[layer - 1][bitRate] : LATER[layer == 1 ? 0 : 1][bitRate];
        int padding = third >> 1 & 1;
        int samples = layer == 1 ? 384 : layer == 3 && !first ? 576 : 1152;
        int bytes = layer == 1
                ? (12 * kilobits * 1000 / rate + padding) * 4
                : samples / 8 * kilobits * 1000 / rate + padding;
        boolean mono = file.u8(at + 3) >> 6 == 3;
        return new Mp3Frame(bytes, samples, rate, 4 + (first ? mono ? 17 : 32 : mono ? 9 : 17));
    }
}

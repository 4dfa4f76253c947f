package dev.dragoman.audio;

/**
 * How samples of 16 bits, little-endian, lie in a row.
 *
 * @param rate samples of one channel in a second
 * @param channels how many lie side by side
 */
public record PcmShape(int rate, int channels) {

    /** What OpenAI and Gemini speak in: 24 kHz, one channel. */
    public static final PcmShape SPEECH = new PcmShape(24_000, 1);

    public PcmShape {
        if (rate < 1_000 || rate > 384_000 || channels < 1 || channels > 8) {
            throw new IllegalArgumentException(
                    rate + " Hz, " + channels + " channels (expected: 1000 to 384000 Hz, 1 to 8 channels)");
        }
    }

    /** Bytes of one moment on all channels. */
    public int frameBytes() {
        return 2 * channels;
    }

    /** Bytes of a second. */
    public int bytesPerSecond() {
        return rate * frameBytes();
    }
}

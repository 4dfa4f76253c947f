package dev.dragoman.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The header of a WAV file with samples of 16 bits.
 *
 * @see <a href="https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html">WAVE specifications</a>
 */
public final class WavHeader {

    private static final int SIZE = 44;
    private static final int RIFF_REST = SIZE - 8;
    private static final long UNKNOWN = 0xFFFFFFFFL;

    private WavHeader() {}

    /** The header of so many bytes of samples. */
    public static byte[] of(PcmShape shape, long bytes) {
        return bytes > UNKNOWN - RIFF_REST ? ofUnknownLength(shape) : header(shape, RIFF_REST + bytes, bytes);
    }

    /** The header of samples that are not there yet: players read to the end of what comes. */
    public static byte[] ofUnknownLength(PcmShape shape) {
        return header(shape, UNKNOWN, UNKNOWN);
    }

    private static byte[] header(PcmShape shape, long riff, long data) {
        ByteBuffer header = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) riff).put(ascii("WAVEfmt ")).putInt(16);
        header.putShort((short) 1).putShort((short) shape.channels()).putInt(shape.rate());
        header.putInt(shape.bytesPerSecond())
                .putShort((short) shape.frameBytes())
                .putShort((short) 16);
        return header.put(ascii("data")).putInt((int) data).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

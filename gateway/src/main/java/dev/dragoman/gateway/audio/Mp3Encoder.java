package dev.dragoman.gateway.audio;

import de.sciss.jump3r.lowlevel.LameEncoder;
import dev.dragoman.audio.AudioEncoder;
import dev.dragoman.audio.PcmShape;
import dev.dragoman.http.Slice;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;

/** MP3 by a port of LAME to Java, at a constant rate that suits speech. Its classes are loaded by the first recording. */
public final class Mp3Encoder implements AudioEncoder {

    private static final int KILOBITS_OF_A_CHANNEL = 64;
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 48_000;

    @Override
    public Encoding begin(PcmShape shape) {
        if (shape.channels() > 2 || shape.rate() < LOWEST_RATE || shape.rate() > HIGHEST_RATE) {
            throw new IllegalArgumentException(shape + " (expected: one or two channels of 8 to 48 kHz)");
        }
        return new Lame(shape);
    }

    /** One recording. */
    private static final class Lame implements Encoding {

        private final LameEncoder lame;
        private final byte[] room;
        private final int step;
        private final int frameBytes;
        private byte[] rest = new byte[0];
        private int placeholder;

        Lame(PcmShape shape) {
            int mode = shape.channels() == 1 ? LameEncoder.CHANNEL_MODE_MONO : LameEncoder.CHANNEL_MODE_JOINT_STEREO;
            lame = new LameEncoder(
                    new AudioFormat(shape.rate(), 16, shape.channels(), true, false),
                    KILOBITS_OF_A_CHANNEL * shape.channels(),
                    mode,
                    LameEncoder.QUALITY_MIDDLE,
                    false);
            room = new byte[lame.getMP3BufferSize()];
            frameBytes = shape.frameBytes();
            step = lame.getPCMBufferSize() / frameBytes * frameBytes;
            placeholder = placeholder(lame);
        }

        @Override
        public Slice encode(Slice samples) {
            byte[] all = joined(samples);
            int whole = all.length / frameBytes * frameBytes;
            byte[] encoded = new byte[0];
            for (int at = 0; at < whole; at += step) {
                encoded = more(encoded, lame.encodeBuffer(all, at, Math.min(step, whole - at), room));
            }
            rest = Arrays.copyOfRange(all, whole, all.length);
            return Slice.of(encoded);
        }

        @Override
        public Slice end() {
            byte[] encoded = more(new byte[0], lame.encodeFinish(room));
            lame.close();
            return Slice.of(encoded);
        }

        /** What was left of the last piece, which may end within a sample, and the next one. */
        private byte[] joined(Slice samples) {
            byte[] all = Arrays.copyOf(rest, rest.length + samples.length());
            System.arraycopy(samples.array(), samples.offset(), all, rest.length, samples.length());
            return all;
        }

        /** A first frame keeps room for an index that is written when all is done; a stream has no use for it. */
        private byte[] more(byte[] before, int count) {
            int skipped = Math.min(placeholder, count);
            placeholder -= skipped;
            byte[] all = Arrays.copyOf(before, before.length + count - skipped);
            System.arraycopy(room, skipped, all, before.length, count - skipped);
            return all;
        }

        private static int placeholder(LameEncoder lame) {
            boolean first = lame.getEffectiveSampleRate() >= 32_000;
            return (first ? 144 : 72) * lame.getEffectiveBitRate() * 1000 / lame.getEffectiveSampleRate();
        }
    }
}

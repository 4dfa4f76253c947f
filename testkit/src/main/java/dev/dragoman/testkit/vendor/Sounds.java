package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.wire.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up sounds: the same text always sounds the same, and others sound otherwise. */
public final class Sounds {

    private static final int RATE = 24_000;
    private static final int SAMPLES_PER_CHARACTER = 1_200;
    private static final int PIECES = 4;
    private static final byte[] MP3_FRAME_HEADER = {(byte) 0xFF, (byte) 0xF3, (byte) 0x84, (byte) 0xC4};
    private static final int MP3_FRAME_BYTES = 192;
    private static final int NOISE_BYTES = 600;

    private Sounds() {}

    /** A tone as samples of 16 bits at 24 kHz, a twentieth of a second for each character. */
    public static byte[] samples(String text) {
        int count = SAMPLES_PER_CHARACTER * text.length();
        double frequency = 220 + Math.floorMod(text.hashCode(), 660);
        ByteBuffer samples = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            samples.putShort((short) (9_000 * Math.sin(2 * Math.PI * frequency * i / RATE)));
        }
        return samples.array();
    }

    /** A WAV file of {@link #samples}. */
    public static byte[] wav(String text) {
        byte[] samples = samples(text);
        ByteBuffer file = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF"))
                .putInt(36 + samples.length)
                .put(ascii("WAVEfmt "))
                .putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        file.putShort((short) 2).putShort((short) 16);
        return file.put(ascii("data")).putInt(samples.length).put(samples).array();
    }

    /** The frames of an MP3 file whose sound is noise, one for each character. */
    public static byte[] mp3(String text) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        ByteBuffer file = ByteBuffer.allocate(MP3_FRAME_BYTES * text.length());
        for (int i = 0; i < text.length(); i++) {
            byte[] frame = new byte[MP3_FRAME_BYTES];
            random.nextBytes(frame);
            System.arraycopy(MP3_FRAME_HEADER, 0, frame, 0, MP3_FRAME_HEADER.length);
            file.put(frame);
        }
        return file.array();
    }

    /** Sound of a text in a format; of those that are not samples, WAV or MP3 only the beginning is true. */
    public static byte[] of(String format, String text) {
        return switch (format) {
            case "mp3" -> mp3(text);
            case "wav" -> wav(text);
            case "pcm" -> samples(text);
            case "opus", "ogg" -> noise("OggS", text);
            case "flac" -> noise("fLaC", text);
            case "aac" -> noise("\u00FF\u00F1", text);
            default -> throw new IllegalArgumentException("format: " + format);
        };
    }

    /** The sound in a few pieces. */
    public static List<Frame> pieces(byte[] sound) {
        List<Frame> pieces = new ArrayList<>(PIECES);
        for (int i = 0; i < PIECES; i++) {
            int from = sound.length / PIECES * i;
            int to = i == PIECES - 1 ? sound.length : sound.length / PIECES * (i + 1);
            pieces.add(Frame.of(Arrays.copyOfRange(sound, from, to)));
        }
        return pieces;
    }

    private static byte[] noise(String beginning, String text) {
        byte[] noise = new byte[NOISE_BYTES];
        new SplittableRandom(text.hashCode()).nextBytes(noise);
        byte[] mark = beginning.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(mark, 0, noise, 0, mark.length);
        return noise;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

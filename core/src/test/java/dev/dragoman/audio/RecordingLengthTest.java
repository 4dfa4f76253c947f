package dev.dragoman.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dragoman.http.Slice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths from headers that were written by hand, as the formats' specifications say. */
final class RecordingLengthTest {

    private static final Map<String, byte[]> FILES = Map.ofEntries(
            Map.entry("wav 0.5", wav(24_000, 24_000)),
            Map.entry(
                    "wav of unknown length 0.5", joined(WavHeader.ofUnknownLength(PcmShape.SPEECH), new byte[24_000])),
            Map.entry("wav with another chunk before 0.5", wavWithList()),
            Map.entry("mp3 of frames 0.24", mp3(10, new byte[0])),
            Map.entry("mp3 behind a tag 0.24", joined(id3(300), mp3(10, new byte[0]))),
            Map.entry("mp3 with an index 24", mp3(2, index("Xing", 1000))),
            Map.entry("mp3 with the index of a constant rate 12", mp3(2, index("Info", 500))),
            Map.entry("flac 3", flac(44_100, 132_300)),
            Map.entry("flac behind a tag 3", joined(id3(50), flac(44_100, 132_300))),
            Map.entry("opus 2", ogg(ascii("OpusHead", 1, 1, 0x38, 1), 96_312)),
            Map.entry("vorbis 2", ogg(vorbis(22_050), 44_100)),
            Map.entry("mp4 1.5", mp4(0, 1000, 1500)),
            Map.entry("mp4 of 64 bits 1.5", mp4(1, 48_000, 72_000)));

    static Stream<String> files() {
        return FILES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theHeadersTellTheLength(String file) {
        double expected = Double.parseDouble(file.substring(file.lastIndexOf(' ') + 1));

        assertThat(seconds(file(file))).isCloseTo(expected, Offset.offset(1e-9));
    }

    /** Whatever is missing: it ends with a length or with none, and never otherwise. */
    @ParameterizedTest
    @MethodSource("files")
    void aFileThatBreaksOffIsNoTrouble(String file) {
        byte[] whole = file(file);

        for (int length = 0; length < whole.length; length += length < 400 ? 1 : 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatCode(() -> seconds(cut)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSpoiledFileIsNoTrouble(String file) {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] spoiled = file(file).clone();
            for (int i = 0; i < 4; i++) {
                spoiled[random.nextInt(Math.min(spoiled.length, 120))] = (byte) random.nextInt();
            }
            assertThatCode(() -> seconds(spoiled)).doesNotThrowAnyException();
        }
    }

    @Test
    void whatIsNoRecordingHasNoLength() {
        for (String text : List.of("", "nothing", "RIFF", "RIFF....WAVE", "OggS", "fLaC", "....ftyp", "ID3")) {
            assertThat(seconds(ascii(text))).as(text).isNull();
        }
        assertThat(seconds(flac(44_100, 0))).isNull();
        // One frame may be chance; a second one behind it is none.
        assertThat(seconds(mp3(1, new byte[0]))).isNull();
        assertThat(seconds(mp4(0, 0, 5))).isNull();
        assertThat(seconds(mp4(0, 1, 100_000_000))).isNull();
    }

    private static byte[] file(String name) {
        return FILES.getOrDefault(name, new byte[0]);
    }

    private static @Nullable Double seconds(byte[] file) {
        // Not at the beginning of its array, as files of a form are.
        byte[] within = joined(new byte[] {1, 2, 3}, file);
        return RecordingLength.seconds(new Slice(within, 3, file.length));
    }

    private static byte[] wav(int rate, int bytes) {
        return joined(WavHeader.of(new PcmShape(rate, 1), bytes), new byte[bytes]);
    }

    private static byte[] wavWithList() {
        byte[] plain = wav(24_000, 24_000);
        byte[] list = joined(ascii("LIST", 3, 0, 0, 0), new byte[] {'a', 'b', 'c', 0});
        return joined(Arrays.copyOf(plain, 36), list, Arrays.copyOfRange(plain, 36, plain.length));
    }

    /** Frames of MPEG 2, layer 3, 64 kbit/s, 24 kHz, mono; the first holds an index. */
    private static byte[] mp3(int frames, byte[] index) {
        byte[] frame = new byte[192];
        frame[0] = (byte) 0xFF;
        frame[1] = (byte) 0xF3;
        frame[2] = (byte) 0x84;
        frame[3] = (byte) 0xC4;
        byte[] first = frame.clone();
        System.arraycopy(index, 0, first, 4 + 9, index.length);
        byte[] all = first;
        for (int i = 1; i < frames; i++) {
            all = joined(all, frame);
        }
        return all;
    }

    private static byte[] index(String name, int frames) {
        return ByteBuffer.allocate(12).put(ascii(name)).putInt(1).putInt(frames).array();
    }

    private static byte[] id3(int size) {
        return joined(ascii("ID3", 4, 0, 0, 0, 0, size >> 7, size & 0x7F), new byte[size]);
    }

    private static byte[] flac(int rate, long samples) {
        ByteBuffer file = ByteBuffer.allocate(42)
                .put(ascii("fLaC", 0x80, 0, 0, 34))
                .putInt(0)
                .putInt(0)
                .putShort((short) 0);
        file.putLong((long) rate << 44 | 15L << 36 | samples);
        return file.array();
    }

    private static byte[] vorbis(int rate) {
        return ByteBuffer.allocate(30)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("\u0001vorbis", 0, 0, 0, 0, 1))
                .putInt(rate)
                .array();
    }

    private static byte[] ogg(byte[] packet, long position) {
        return joined(
                page(7, 0, packet),
                page(9, 999_999, new byte[5]),
                page(7, position, new byte[20]),
                page(7, -1, new byte[3]));
    }

    private static byte[] page(int stream, long position, byte[] packet) {
        ByteBuffer page = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        page.put(ascii("OggS", 0, 0)).putLong(position).putInt(stream).putInt(0).putInt(0);
        page.put((byte) 1).put((byte) packet.length);
        return joined(page.array(), packet);
    }

    private static byte[] mp4(int version, int scale, int length) {
        ByteBuffer head = ByteBuffer.allocate(version == 1 ? 40 : 28);
        head.putInt(head.capacity()).put(ascii("mvhd", version, 0, 0, 0));
        if (version == 1) {
            head.putLong(0).putLong(0).putInt(scale).putLong(length);
        } else {
            head.putInt(0).putInt(0).putInt(scale).putInt(length);
        }
        byte[] movie = box("moov", head.array());
        return joined(box("ftyp", ascii("M4A ")), box("free", new byte[9]), movie);
    }

    private static byte[] box(String name, byte[] inside) {
        return joined(ByteBuffer.allocate(4).putInt(8 + inside.length).array(), ascii(name), inside);
    }

    private static byte[] ascii(String text, int... more) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + more.length);
        for (int i = 0; i < more.length; i++) {
            all[start.length + i] = (byte) more[i];
        }
        return all;
    }

    private static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}

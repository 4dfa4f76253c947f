package dev.dragoman.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.audio.AudioEncoder;
import dev.dragoman.audio.PcmShape;
import dev.dragoman.audio.RecordingLength;
import dev.dragoman.http.Slice;
import dev.dragoman.testkit.vendor.Sounds;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Mp3EncoderTest {

    private static final byte[] SAMPLES = Sounds.samples("a text of some length, spoken in two seconds");
    private static final double SECONDS = SAMPLES.length / 48_000.0;

    @Test
    void everyFrameIsWholeAndTheLengthStays() {
        byte[] mp3 = encoded(PcmShape.SPEECH, SAMPLES.length);

        // 64 kbit/s at 24 kHz: frames of 192 bytes, each of them beginning with its header and holding sound.
        assertThat(mp3.length % 192).isZero();
        for (int at = 0; at < mp3.length; at += 192) {
            assertThat(mp3[at]).isEqualTo((byte) 0xFF);
            assertThat(mp3[at + 1] & 0xE0).isEqualTo(0xE0);
        }
        assertThat(RecordingLength.seconds(Slice.of(mp3))).isCloseTo(SECONDS, Offset.offset(0.1));
    }

    /** Also where a piece ends within a sample. */
    @ParameterizedTest
    @ValueSource(ints = {1_001, 4_096, 33_333})
    void howTheSamplesAreCutDoesNotMatter(int piece) {
        assertThat(encoded(PcmShape.SPEECH, piece)).isEqualTo(encoded(PcmShape.SPEECH, SAMPLES.length));
    }

    @Test
    void whatIsEncodedComesWhileTheSamplesCome() {
        AudioEncoder.Encoding encoding = new Mp3Encoder().begin(PcmShape.SPEECH);
        List<Integer> lengths = new ArrayList<>();

        for (int at = 0; at < 10; at++) {
            lengths.add(encoding.encode(new Slice(SAMPLES, at * 9_600, 9_600)).length());
        }

        assertThat(lengths).allMatch(length -> length > 0);
    }

    @ParameterizedTest
    @CsvSource({"8000,1", "16000,1", "44100,1", "48000,2"})
    void othersShapesKeepTheirLength(int rate, int channels) {
        byte[] mp3 = encoded(new PcmShape(rate, channels), 10_000);
        double seconds = (double) SAMPLES.length / (2 * channels * rate);

        assertThat(RecordingLength.seconds(Slice.of(mp3))).isCloseTo(seconds, Offset.offset(0.25));
    }

    @Test
    void aShapeThatMp3DoesNotKnowIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Mp3Encoder().begin(new PcmShape(96_000, 1)))
                .withMessageContaining("8 to 48 kHz");
    }

    private static byte[] encoded(PcmShape shape, int piece) {
        AudioEncoder.Encoding encoding = new Mp3Encoder().begin(shape);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < SAMPLES.length; at += piece) {
            all.writeBytes(encoding.encode(new Slice(SAMPLES, at, Math.min(piece, SAMPLES.length - at)))
                    .toBytes());
        }
        all.writeBytes(encoding.end().toBytes());
        return all.toByteArray();
    }
}

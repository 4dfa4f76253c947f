package dev.dragoman.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.http.Slice;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AudioEncodersTest {

    @Test
    void theHeaderOfAWavFileIsTheOneThatTheSpecificationSays() {
        assertThat(HexFormat.of().formatHex(WavHeader.of(PcmShape.SPEECH, 4)))
                .isEqualTo("524946462800000057415645666d74201000000001000100c05d000080bb0000020010006461746104000000");
    }

    @Test
    void wavBeginsWithAHeaderOfUnknownLengthOnceThereAreSamples() {
        AudioEncoder.Encoding wav = begin(AudioFormat.WAV);

        Slice nothing = wav.encode(Slice.EMPTY);
        byte[] first = wav.encode(Slice.of(new byte[] {1, 2})).toBytes();
        Slice second = wav.encode(Slice.of(new byte[] {3}));

        assertThat(nothing.length()).isZero();
        assertThat(first)
                .startsWith(WavHeader.ofUnknownLength(PcmShape.SPEECH))
                .endsWith(1, 2)
                .hasSize(46);
        assertThat(second).isEqualTo(Slice.of(new byte[] {3}));
        assertThat(wav.end().length()).isZero();
    }

    @Test
    void silenceIsAWavFileToo() {
        assertThat(begin(AudioFormat.WAV).end().toBytes()).isEqualTo(WavHeader.ofUnknownLength(PcmShape.SPEECH));
    }

    @Test
    void onlySamplesAndWavNeedNoEncoderThatIsBroughtAlong() {
        AudioEncoder encoder = shape -> {
            throw new IllegalStateException("never begun");
        };

        assertThat(AudioEncoders.OWN.names()).isEqualTo("wav, pcm");
        assertThat(AudioEncoders.OWN.find(AudioFormat.MP3)).isNull();
        assertThat(AudioEncoders.OWN.with(AudioFormat.MP3, encoder).names()).isEqualTo("mp3, wav, pcm");
        assertThat(AudioEncoders.OWN.with(AudioFormat.MP3, encoder).find(AudioFormat.MP3))
                .isSameAs(encoder);
    }

    @Test
    void soundThatCannotBeIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new PcmShape(0, 1))
                .withMessageContaining("expected: 1000 to 384000 Hz");
    }

    private static AudioEncoder.Encoding begin(AudioFormat format) {
        return Objects.requireNonNull(AudioEncoders.OWN.find(format)).begin(PcmShape.SPEECH);
    }
}

package dev.dragoman.provider.speech;

import dev.dragoman.audio.AudioEncoders;
import dev.dragoman.audio.AudioFormat;
import dev.dragoman.audio.PcmShape;
import dev.dragoman.http.Slice;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.ByteAnswer;
import java.util.function.Consumer;

/** Samples that a vendor sends as they are, with the header of a WAV file before them. */
public final class WavAnswer implements ByteAnswer {

    private final PcmShape shape;
    private final Usage usage;
    private final SampledSpeech speech = SampledSpeech.in(AudioFormat.WAV.word(), AudioEncoders.OWN);

    /** An answer whose samples have this shape. */
    public WavAnswer(PcmShape shape, Usage usage) {
        this.shape = shape;
        this.usage = usage;
    }

    @Override
    public String contentType() {
        return speech.contentType();
    }

    @Override
    public void piece(Slice piece, Consumer<Slice> into) {
        speech.samples(shape, piece, into);
    }

    @Override
    public void end(Consumer<Slice> into) {
        speech.end(into);
    }

    @Override
    public Usage usage() {
        return usage;
    }
}

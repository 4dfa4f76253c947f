package dev.dragoman.provider.speech;

import dev.dragoman.audio.PcmShape;
import dev.dragoman.dialect.gemini.GeminiSpeech;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.EventBytes;
import java.util.function.Consumer;

/** Takes the sound out of a Gemini model's answer while it comes. */
final class GeminiVoice implements EventBytes {

    private final SampledSpeech speech;
    private Usage usage = Usage.NONE;
    private boolean finished;

    GeminiVoice(SampledSpeech speech) {
        this.speech = speech;
    }

    @Override
    public String contentType() {
        return speech.contentType();
    }

    @Override
    public void event(SseEvent event, Consumer<Slice> into) {
        GeminiSpeech.Piece piece = GeminiSpeech.read(event.data());
        usage = usage.updatedBy(piece.usage());
        finished |= piece.finished();
        for (GeminiSpeech.Samples samples : piece.samples()) {
            speech.samples(shape(samples), Slice.of(samples.bytes()), into);
        }
    }

    @Override
    public void end(Consumer<Slice> into) {
        if (!finished) {
            throw new ApiResponseException("the vendor's answer ended before the model had said all");
        }
        if (!speech.begun()) {
            throw new ApiResponseException("the model answered without any sound");
        }
        speech.end(into);
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private static PcmShape shape(GeminiSpeech.Samples samples) {
        try {
            return new PcmShape(samples.rate(), samples.channels());
        } catch (IllegalArgumentException wrong) {
            throw new ApiResponseException("unexpected answer of the vendor: sound of " + wrong.getMessage());
        }
    }
}

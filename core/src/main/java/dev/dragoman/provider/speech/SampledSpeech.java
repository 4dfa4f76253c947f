package dev.dragoman.provider.speech;

import dev.dragoman.audio.AudioEncoder;
import dev.dragoman.audio.AudioEncoders;
import dev.dragoman.audio.AudioFormat;
import dev.dragoman.audio.PcmShape;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Slice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Speech that a vendor gives as samples, on its way into the format that was asked for. Confined to its thread. */
public final class SampledSpeech {

    private final AudioFormat format;
    private final AudioEncoder encoder;
    private AudioEncoder.@Nullable Encoding encoding;

    private SampledSpeech(AudioFormat format, AudioEncoder encoder) {
        this.format = format;
        this.encoder = encoder;
    }

    /**
     * Speech in the format asked for.
     *
     * @param word the format's name; null for MP3
     * @throws BadRequestException when there is no such format, or no encoder for it
     */
    public static SampledSpeech in(@Nullable String word, AudioEncoders encoders) {
        String wanted = word == null ? AudioFormat.MP3.word() : word;
        AudioFormat format = AudioFormat.of(wanted);
        AudioEncoder encoder = format == null ? null : encoders.find(format);
        if (format == null || encoder == null) {
            String given = word == null ? "missing, which means mp3" : '"' + word + '"';
            String why = format == null ? "" : "; the model gives samples, and there is no AudioEncoder for " + wanted;
            throw new BadRequestException(
                    ErrorDetail.of("response_format: " + given + " (expected: one of " + encoders.names() + why + ")")
                            .withType("invalid_request_error")
                            .withParam("response_format"));
        }
        return new SampledSpeech(format, encoder);
    }

    /** What the client gets. */
    public String contentType() {
        return format.contentType();
    }

    /** Whether any samples have come. */
    public boolean begun() {
        return encoding != null;
    }

    /** Takes samples; the shape of the first is that of all. */
    public void samples(PcmShape shape, Slice samples, Consumer<Slice> into) {
        AudioEncoder.Encoding going = encoding;
        if (going == null) {
            going = encoder.begin(shape);
            encoding = going;
        }
        pass(going.encode(samples), into);
    }

    /** All samples have come. */
    public void end(Consumer<Slice> into) {
        AudioEncoder.Encoding going = encoding;
        if (going != null) {
            pass(going.end(), into);
        }
    }

    private static void pass(Slice encoded, Consumer<Slice> into) {
        if (encoded.length() > 0) {
            into.accept(encoded);
        }
    }
}

package dev.dragoman.audio;

import dev.dragoman.http.Slice;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The formats that samples can be turned into. Samples themselves and WAV need no encoder; those of other formats are brought
 * along by whoever uses the library, such as one for MP3 made of a port of LAME.
 *
 * @param byFormat the encoders
 */
public record AudioEncoders(Map<AudioFormat, AudioEncoder> byFormat) {

    /** Samples and WAV alone. */
    public static final AudioEncoders OWN =
            new AudioEncoders(Map.of(AudioFormat.PCM, shape -> new Unchanged(), AudioFormat.WAV, WavEncoding::new));

    public AudioEncoders {
        byFormat = Map.copyOf(byFormat);
    }

    /** The same with one more. */
    public AudioEncoders with(AudioFormat format, AudioEncoder encoder) {
        Map<AudioFormat, AudioEncoder> all = new EnumMap<>(byFormat);
        all.put(format, encoder);
        return new AudioEncoders(all);
    }

    /** The encoder for the format, or null when there is none. */
    public @Nullable AudioEncoder find(AudioFormat format) {
        return byFormat.get(format);
    }

    /** The formats, as clients name them. */
    public String names() {
        return byFormat.keySet().stream().sorted().map(AudioFormat::word).collect(Collectors.joining(", "));
    }

    /** Samples that stay as they are. */
    private record Unchanged() implements AudioEncoder.Encoding {

        @Override
        public Slice encode(Slice samples) {
            return samples;
        }

        @Override
        public Slice end() {
            return Slice.EMPTY;
        }
    }
}

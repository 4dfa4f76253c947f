package dev.dragoman.provider.elevenlabs;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.speech.KeyField;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The provider {@code elevenlabs}.
 *
 * @see <a href="https://elevenlabs.io/docs/api-reference">ElevenLabs: API reference</a>
 */
public final class ElevenLabsProvider {

    /** Its name in a model string. */
    public static final String NAME = "elevenlabs";

    private ElevenLabsProvider() {}

    /** The provider; {@code errors} reads errors by their status. */
    public static Provider create(Function<VendorError, LlmException> errors) {
        return new Provider(
                NAME,
                "ElevenLabs",
                List.of(),
                Map.of(
                        Operation.SPEECH,
                        new ElevenLabsSpeech(errors),
                        Operation.TRANSCRIPTIONS,
                        new ElevenLabsTranscripts(errors)),
                (operation, target, stream) -> ElevenLabsAddress.below(target, ""),
                new KeyField(NAME, "xi-api-key", "", "ELEVENLABS_API_KEY"),
                List.of("ELEVENLABS_API_KEY"),
                List.of("ELEVENLABS_API_BASE"),
                Map.of());
    }
}

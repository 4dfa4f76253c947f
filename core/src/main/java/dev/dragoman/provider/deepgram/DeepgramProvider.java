package dev.dragoman.provider.deepgram;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.speech.KeyField;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The provider {@code deepgram}.
 *
 * @see <a href="https://developers.deepgram.com/reference/deepgram-api-overview">Deepgram: API overview</a>
 */
public final class DeepgramProvider {

    /** Its name in a model string. */
    public static final String NAME = "deepgram";

    private DeepgramProvider() {}

    /** The provider; {@code errors} reads errors by their status. */
    public static Provider create(Function<VendorError, LlmException> errors) {
        return new Provider(
                NAME,
                "Deepgram",
                List.of(),
                Map.of(
                        Operation.SPEECH,
                        new DeepgramSpeech(errors),
                        Operation.TRANSCRIPTIONS,
                        new DeepgramTranscripts(errors)),
                (operation, target, stream) -> DeepgramAddress.of(target, "", JsonObject.EMPTY),
                new KeyField(NAME, "authorization", "Token ", "DEEPGRAM_API_KEY"),
                List.of("DEEPGRAM_API_KEY"),
                List.of("DEEPGRAM_API_BASE"),
                Map.of());
    }
}

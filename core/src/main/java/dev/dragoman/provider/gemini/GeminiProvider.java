package dev.dragoman.provider.gemini;

import dev.dragoman.audio.AudioEncoders;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.speech.GeminiSpeechService;
import dev.dragoman.provider.speech.GeminiTranscriptService;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code gemini}: Google's models by an API key.
 *
 * @see <a href="https://ai.google.dev/api">Gemini API reference</a>
 */
public final class GeminiProvider {

    /** Its name in a model string. */
    public static final String NAME = "gemini";

    private GeminiProvider() {}

    /** The provider; speech is turned into these formats. */
    public static Provider create(AudioEncoders encoders) {
        Dialect dialect = new GeminiDialect();
        Address address = new GeminiAddress();
        Service transcripts = new GeminiTranscriptService(address, dialect::readError);
        return new Provider(
                        NAME,
                        "Gemini",
                        dialect,
                        address,
                        new GeminiCredentials(),
                        new GeminiQuirks(),
                        List.of("GOOGLE_API_KEY", "GEMINI_API_KEY"),
                        List.of("GEMINI_API_BASE"))
                .offering(GeminiServices.of(address, dialect::readError))
                .offering(Map.of(
                        Operation.TRANSCRIPTIONS,
                        transcripts,
                        Operation.TRANSLATIONS,
                        transcripts,
                        Operation.SPEECH,
                        new GeminiSpeechService(address, dialect::readError, encoders)));
    }
}

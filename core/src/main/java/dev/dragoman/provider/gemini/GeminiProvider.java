package dev.dragoman.provider.gemini;

import dev.dragoman.audio.AudioEncoders;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCount;
import dev.dragoman.provider.speech.GeminiSpeechService;
import dev.dragoman.provider.speech.GeminiTranscriptService;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The provider {@code gemini}: Google's models by an API key.
 *
 * @see <a href="https://ai.google.dev/api">Gemini API reference</a>
 */
public final class GeminiProvider {

    /** Its name in a model string. */
    public static final String NAME = "gemini";

    /**
     * What a request consists of that can be counted.
     *
     * @see <a href="https://ai.google.dev/api/tokens">Gemini API: Counting tokens</a>
     */
    private static final Set<String> COUNTED = Set.of(
            "contents",
            "tools",
            "toolConfig",
            "safetySettings",
            "systemInstruction",
            "generationConfig",
            "cachedContent");

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
                        new GeminiSpeechService(address, dialect::readError, encoders),
                        Operation.COUNT_TOKENS,
                        count(address, dialect)));
    }

    private static Service count(Address address, Dialect dialect) {
        return new VendorCount(
                target -> address.endpoint(Operation.COUNT_TOKENS, target, false),
                GeminiProvider::counted,
                "totalTokens",
                dialect::readError);
    }

    /** The whole request, so that its instructions and tools are counted too. */
    private static JsonBody counted(JsonBody conversation, Target target) {
        String model = target.model().startsWith("models/") ? target.model() : "models/" + target.model();
        JsonObject request = VendorCount.only(conversation, COUNTED)
                .with("model", new JsonString(model))
                .toObject();
        return JsonBody.of(JsonObject.of("generateContentRequest", request));
    }
}

package dev.dragoman.provider.vertex;

import dev.dragoman.audio.AudioEncoders;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.ModelRule;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.speech.GeminiSpeechService;
import dev.dragoman.provider.speech.GeminiTranscriptService;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Vertex AI: Gemini in Google's format, Claude in Anthropic's, partner models in OpenAI's.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest">Vertex AI API</a>
 */
public final class VertexProvider implements ModelRule {

    /** Its name in a model string. */
    public static final String NAME = "vertex_ai";

    /** The name under which the early version of the interface is asked. */
    public static final String EARLY = "vertex_ai_beta";

    private final Provider gemini;
    private final Provider claude;
    private final Provider partner;

    private VertexProvider(String name, @Nullable String version, Dialect openai, AudioEncoders encoders) {
        Dialect google = new GeminiDialect();
        VertexAddress address = new VertexAddress(version);
        Credentials credentials = new VertexCredentials();
        Dialect spoken = new VertexDialect(google, google, new GeminiManner());
        Service transcripts = new GeminiTranscriptService(address, spoken::readError);
        Map<Operation, Service> batches = Map.of(Operation.BATCHES, new VertexBatches(google::readError));
        gemini = provider(name, spoken, address, credentials, new GeminiQuirks())
                .offering(VertexServices.of(address, google::readError))
                .offering(Map.of(Operation.COUNT_TOKENS, VertexCount.ofGemini(address, google)))
                .offering(batches)
                .offering(Map.of(
                        Operation.TRANSCRIPTIONS,
                        transcripts,
                        Operation.TRANSLATIONS,
                        transcripts,
                        Operation.SPEECH,
                        new VertexSpeech(
                                new GeminiSpeechService(address, spoken::readError, encoders),
                                new CloudSpeech(spoken::readError))));
        claude = provider(
                        name,
                        new VertexDialect(new AnthropicDialect(), google, new ClaudeManner()),
                        address,
                        new ClaudeCredentials(credentials),
                        new ClaudeQuirks())
                .offering(Map.of(Operation.COUNT_TOKENS, VertexCount.ofClaude(address, google)))
                .offering(batches);
        partner = provider(
                name,
                new VertexDialect(openai, google, new PartnerManner()),
                address,
                credentials,
                new PartnerQuirks());
    }

    /**
     * The providers {@value #NAME}.
     *
     * @param openai OpenAI's dialect as other servers speak it
     * @param encoders the formats that speech is turned into
     */
    public static VertexProvider speaking(Dialect openai, AudioEncoders encoders) {
        return new VertexProvider(NAME, null, openai, encoders);
    }

    /** The providers {@value #EARLY}. */
    public static VertexProvider early(Dialect openai, AudioEncoders encoders) {
        return new VertexProvider(EARLY, "v1beta1", openai, encoders);
    }

    @Override
    public Provider provider(String model) {
        return switch (VertexFamily.of(model)) {
            case GEMINI, TUNED_GEMINI -> gemini;
            case CLAUDE -> claude;
            case MISTRAL, AI21, OPEN, ENDPOINT -> partner;
        };
    }

    private static Provider provider(
            String name, Dialect dialect, VertexAddress address, Credentials credentials, Quirks quirks) {
        return new Provider(
                name,
                "VertexAI",
                dialect,
                address,
                credentials,
                quirks,
                List.of(),
                List.of("VERTEXAI_API_BASE"),
                VertexBatches.VARIABLES);
    }
}

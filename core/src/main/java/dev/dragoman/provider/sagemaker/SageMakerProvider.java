package dev.dragoman.provider.sagemaker;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.converse.ConverseDialect;
import dev.dragoman.dialect.huggingface.FeatureExtraction;
import dev.dragoman.dialect.prompt.PromptDialect;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Service;
import java.util.List;
import java.util.Map;

/**
 * The providers {@code sagemaker}, for containers that go on with a text, {@code sagemaker_chat}, for those that speak OpenAI's
 * format, and {@code sagemaker_nova}, for Amazon's Nova models that were trained further.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html">AWS: Real-time inference</a>
 */
public final class SageMakerProvider {

    /** The name for containers that go on with a text. */
    public static final String TEXT = "sagemaker";

    /** The name for containers that speak OpenAI's format. */
    public static final String CHAT = "sagemaker_chat";

    /** The name for Nova models. */
    public static final String NOVA = "sagemaker_nova";

    private SageMakerProvider() {}

    /** The provider {@value #TEXT}. */
    public static Provider generating() {
        return embedding(provider(TEXT, PromptDialect.textGeneration(), new TextGenerationQuirks()));
    }

    /** The provider {@value #CHAT}; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider speaking(Dialect openai) {
        return embedding(provider(CHAT, openai, new ChatQuirks()));
    }

    /** The provider {@value #NOVA}; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider nova(Dialect openai) {
        return provider(NOVA, openai, new NovaQuirks());
    }

    private static Provider provider(String name, Dialect spoken, Quirks quirks) {
        return new Provider(
                name,
                "SageMaker",
                new SageMakerDialect(spoken, new ConverseDialect()),
                new SageMakerAddress(),
                new SageMakerCredentials(),
                quirks,
                List.of(),
                List.of("SAGEMAKER_BASE_URL"));
    }

    private static Provider embedding(Provider provider) {
        Service embeddings = FormedService.of(
                Operation.EMBEDDINGS, provider.address(), provider.dialect()::readError, new FeatureExtraction());
        return provider.offering(Map.of(Operation.EMBEDDINGS, embeddings));
    }
}

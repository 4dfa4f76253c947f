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
 * The providers {@code sagemaker}, for containers that go on with a text, and {@code sagemaker_chat}, for those that speak
 * OpenAI's format.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html">AWS: Real-time inference</a>
 */
public final class SageMakerProvider {

    /** The name for containers that go on with a text. */
    public static final String TEXT = "sagemaker";

    /** The name for containers that speak OpenAI's format. */
    public static final String CHAT = "sagemaker_chat";

    private SageMakerProvider() {}

    /** The provider {@value #TEXT}. */
    public static Provider generating() {
        return provider(TEXT, PromptDialect.textGeneration(), new TextGenerationQuirks());
    }

    /** The provider {@value #CHAT}; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider speaking(Dialect openai) {
        return provider(CHAT, openai, new ChatQuirks());
    }

    private static Provider provider(String name, Dialect spoken, Quirks quirks) {
        SageMakerAddress address = new SageMakerAddress();
        Dialect dialect = new SageMakerDialect(spoken, new ConverseDialect());
        Service embeddings =
                FormedService.of(Operation.EMBEDDINGS, address, dialect::readError, new FeatureExtraction());
        return new Provider(
                        name,
                        "SageMaker",
                        dialect,
                        address,
                        new SageMakerCredentials(),
                        quirks,
                        List.of(),
                        List.of("SAGEMAKER_BASE_URL"))
                .offering(Map.of(Operation.EMBEDDINGS, embeddings));
    }
}

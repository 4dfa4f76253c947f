package dev.dragoman.provider.sagemaker;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.converse.ConverseDialect;
import dev.dragoman.dialect.prompt.PromptDialect;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;

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
}

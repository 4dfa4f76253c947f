package dev.dragoman.provider.foundry;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.cohere.CohereRerank;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.OpenAiServices;
import dev.dragoman.provider.entra.EntraTokens;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The provider {@code azure_ai}: models of Azure AI Foundry in OpenAI's format.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/endpoints">Microsoft: Endpoints for Foundry
 *     Models</a>
 */
public final class AzureAiProvider {

    /** Its name in a model string. */
    public static final String NAME = "azure_ai";

    private AzureAiProvider() {}

    /** The provider; {@code dialect} must be OpenAI's as other servers speak it. */
    public static Provider speaking(Dialect dialect) {
        AzureAiAddress address = new AzureAiAddress();
        return new Provider(
                        NAME,
                        "AzureAI",
                        dialect,
                        address,
                        new AzureAiCredentials(),
                        Quirks.NONE,
                        List.of("AZURE_AI_API_KEY"),
                        List.of("AZURE_AI_API_BASE"),
                        EntraTokens.SURROUNDINGS)
                .offering(Map.of(
                        Operation.EMBEDDINGS,
                        new AzureAiEmbeddings(address, dialect::readError),
                        Operation.RERANK,
                        new FormedService(Operation.RERANK, address, dialect::readError, AzureAiProvider::rerank)))
                .offering(OpenAiServices.of(
                        Set.of(Operation.IMAGES, Operation.IMAGE_EDITS), new FluxAddress(), dialect::readError));
    }

    private static ServiceForm rerank(Target target) {
        boolean second = target.apiBase() != null && target.apiBase().contains("/v2");
        return second ? CohereRerank.V2 : CohereRerank.V1;
    }
}

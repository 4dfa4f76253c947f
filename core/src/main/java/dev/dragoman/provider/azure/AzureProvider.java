package dev.dragoman.provider.azure;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Provider;
import java.util.List;

/** Azure OpenAI. */
public final class AzureProvider {

    private AzureProvider() {}

    /** The provider {@code azure}; {@code dialect} must be OpenAI's. */
    public static Provider speaking(Dialect dialect) {
        return new Provider(
                "azure",
                "Azure",
                dialect,
                new AzureAddress(),
                new AzureCredentials(),
                new AzureQuirks(),
                List.of("AZURE_OPENAI_API_KEY", "AZURE_API_KEY"),
                List.of("AZURE_API_BASE"));
    }
}

package dev.dragoman.catalog;

import java.util.Map;

/** The names of providers that price maps and configurations divide in several. */
final class ProviderNames {

    private static final Map<String, String> HOME = Map.of(
            "text-completion-openai", "openai",
            "text-completion-codestral", "codestral",
            "text-completion-inception", "inception",
            "azure_text", "azure",
            "bedrock_converse", "bedrock",
            "cohere_chat", "cohere",
            "fireworks_ai-embedding-models", "fireworks_ai");
    private static final String VERTEX = "vertex_ai";

    private ProviderNames() {}

    /** The one name for all of them. */
    static String home(String provider) {
        return provider.startsWith(VERTEX) ? VERTEX : HOME.getOrDefault(provider, provider);
    }
}

package dev.dragoman;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.anthropic.AnthropicProvider;
import dev.dragoman.provider.azure.AzureProvider;
import dev.dragoman.provider.bedrock.BedrockProvider;
import dev.dragoman.provider.gemini.GeminiProvider;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.provider.openai.CompatibleProvider;
import dev.dragoman.provider.openai.OpenAiProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The providers that are built in. */
public final class Providers {

    private final Map<String, Provider> byName;

    private Providers(List<Provider> providers) {
        byName = LinkedHashMap.newLinkedHashMap(providers.size());
        providers.forEach(provider -> byName.put(provider.name(), provider));
    }

    /** All of them. */
    public static Providers builtIn() {
        Dialect openai = new OpenAiDialect();
        Dialect compatible = new OpenAiDialect(true);
        List<Provider> providers = new ArrayList<>();
        providers.add(OpenAiProvider.speaking(openai));
        providers.add(AzureProvider.speaking(openai));
        providers.add(AnthropicProvider.create());
        providers.add(GeminiProvider.create());
        providers.add(BedrockProvider.create());
        providers.add(CompatibleProvider.named(
                "openai_like", compatible, List.of("OPENAI_LIKE_API_KEY"), List.of("OPENAI_LIKE_API_BASE")));
        providers.add(CompatibleProvider.named("custom_openai", compatible, List.of(), List.of()));
        providers.add(CompatibleProvider.named(
                "hosted_vllm", compatible, List.of("HOSTED_VLLM_API_KEY"), List.of("HOSTED_VLLM_API_BASE")));
        providers.add(CompatibleProvider.gateway(
                "litellm_proxy", compatible, List.of("LITELLM_PROXY_API_KEY"), List.of("LITELLM_PROXY_API_BASE")));
        providers.add(MockProvider.speaking(openai));
        return new Providers(providers);
    }

    /** The provider of that name, or null when there is none. */
    public @Nullable Provider find(String name) {
        return byName.get(name);
    }

    /** All providers. */
    public Collection<Provider> all() {
        return byName.values();
    }
}

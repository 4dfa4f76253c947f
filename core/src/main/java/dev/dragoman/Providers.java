package dev.dragoman;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.provider.ModelRule;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.anthropic.AnthropicProvider;
import dev.dragoman.provider.azure.AzureProvider;
import dev.dragoman.provider.gemini.GeminiProvider;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.provider.openai.CompatibleProvider;
import dev.dragoman.provider.openai.OpenAiProvider;
import dev.dragoman.provider.vertex.VertexProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The providers that are built in. */
public final class Providers {

    private final Map<String, Provider> byName;
    private final Map<String, ModelRule> byModel;

    private Providers(List<Provider> providers, Map<String, ModelRule> rules) {
        byName = LinkedHashMap.newLinkedHashMap(providers.size() + rules.size());
        byModel = Map.copyOf(rules);
        providers.forEach(provider -> byName.put(provider.name(), provider));
        rules.forEach((name, rule) -> byName.put(name, rule.provider("")));
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
        providers.add(CompatibleProvider.named(
                "openai_like", compatible, List.of("OPENAI_LIKE_API_KEY"), List.of("OPENAI_LIKE_API_BASE")));
        providers.add(CompatibleProvider.named("custom_openai", compatible, List.of(), List.of()));
        providers.add(CompatibleProvider.named(
                "hosted_vllm", compatible, List.of("HOSTED_VLLM_API_KEY"), List.of("HOSTED_VLLM_API_BASE")));
        providers.add(CompatibleProvider.gateway(
                "litellm_proxy", compatible, List.of("LITELLM_PROXY_API_KEY"), List.of("LITELLM_PROXY_API_BASE")));
        providers.add(MockProvider.speaking(openai));
        Map<String, ModelRule> rules = new LinkedHashMap<>();
        rules.put(VertexProvider.NAME, VertexProvider.speaking(compatible));
        rules.put(VertexProvider.EARLY, VertexProvider.early(compatible));
        return new Providers(providers, rules);
    }

    /** The provider of that name, or null when there is none. */
    public @Nullable Provider find(String name) {
        return byName.get(name);
    }

    /** The provider of that name that serves the model, or null when there is none of the name. */
    public @Nullable Provider find(String name, String model) {
        ModelRule rule = byModel.get(name);
        return rule == null ? byName.get(name) : rule.provider(model);
    }

    /** All providers; one of each name. */
    public Collection<Provider> all() {
        return byName.values();
    }
}

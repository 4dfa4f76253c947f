package dev.dragoman;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.anthropic.AnthropicProvider;
import dev.dragoman.provider.azure.AzureProvider;
import dev.dragoman.provider.compatible.CompatibleProviders;
import dev.dragoman.provider.gemini.GeminiProvider;
import dev.dragoman.provider.mock.MockProvider;
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
    private final CompatibleProviders compatible;

    private Providers(List<Provider> providers, CompatibleProviders compatible) {
        this.compatible = compatible;
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
        providers.add(MockProvider.speaking(openai));
        return new Providers(providers, new CompatibleProviders(compatible));
    }

    /** The provider of that name, or null when there is none. */
    public @Nullable Provider find(String name) {
        Provider own = byName.get(name);
        return own != null ? own : compatible.find(name);
    }

    /** All providers. */
    public Collection<Provider> all() {
        List<Provider> all = new ArrayList<>(byName.values());
        compatible.all().stream()
                .filter(provider -> !byName.containsKey(provider.name()))
                .forEach(all::add);
        return all;
    }
}

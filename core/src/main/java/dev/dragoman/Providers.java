package dev.dragoman;

import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.openai.TextDialect;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.ModelRule;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.anthropic.AnthropicProvider;
import dev.dragoman.provider.azure.AzureProvider;
import dev.dragoman.provider.bedrock.BedrockProvider;
import dev.dragoman.provider.cohere.CohereProvider;
import dev.dragoman.provider.compatible.CompatibleProviders;
import dev.dragoman.provider.gemini.GeminiProvider;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.provider.ollama.OllamaProvider;
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
    private final Provider openAiElsewhere;
    private final Provider openAiText = OpenAiProvider.goingOn("openai", new TextDialect());
    private final Provider azureByTool;
    private final CompatibleProviders compatible;

    private Providers(
            List<Provider> providers,
            Map<String, ModelRule> rules,
            Provider openAiElsewhere,
            Provider azureByTool,
            CompatibleProviders compatible) {
        this.openAiElsewhere = openAiElsewhere;
        this.azureByTool = azureByTool;
        this.compatible = compatible;
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
        providers.add(BedrockProvider.create());
        providers.add(OpenAiProvider.goingOn("text-completion-openai", new TextDialect()));
        providers.addAll(CohereProvider.create());
        providers.addAll(OllamaProvider.create());
        providers.add(MockProvider.speaking(openai));
        Map<String, ModelRule> rules = new LinkedHashMap<>();
        rules.put(VertexProvider.NAME, VertexProvider.speaking(compatible));
        rules.put(VertexProvider.EARLY, VertexProvider.early(compatible));
        return new Providers(
                providers,
                rules,
                OpenAiProvider.speaking(compatible),
                AzureProvider.speaking(OpenAiDialect.answeringByTool()),
                new CompatibleProviders(compatible));
    }

    /** The provider of that name, or null when there is none. */
    public @Nullable Provider find(String name) {
        Provider own = byName.get(name);
        return own != null ? own : compatible.find(name);
    }

    /**
     * The provider as it is for this target: under OpenAI's name also compatible servers are reached, which tell their reasoning
     * in other ways, and models that only go on with a text; older models and versions of Azure answer by a tool where a schema
     * is asked for.
     *
     * @throws IllegalArgumentException when the target's address is none
     */
    public Provider at(Provider provider, Target target) {
        if (provider.name().equals(azureByTool.name())) {
            return AzureProvider.bindsToSchemas(target) ? provider : azureByTool;
        }
        boolean openai = provider.name().equals(openAiElsewhere.name());
        if (openai && OpenAiProvider.goesOnWithText(target.model())) {
            return openAiText;
        }
        boolean elsewhere = openai && !OpenAiProvider.isAtHome(target);
        return elsewhere ? openAiElsewhere : provider;
    }

    /** The provider of that name that serves the model, or null when there is none of the name. */
    public @Nullable Provider find(String name, String model) {
        ModelRule rule = byModel.get(name);
        return rule == null ? find(name) : rule.provider(model);
    }

    /** All providers; one of each name. */
    public Collection<Provider> all() {
        List<Provider> all = new ArrayList<>(byName.values());
        compatible.all().stream()
                .filter(provider -> !byName.containsKey(provider.name()))
                .forEach(all::add);
        return all;
    }

    /**
     * OpenAI's chat parameters that a model takes: all others are refused or, when the caller agrees, left out.
     *
     * @param model {@code provider/model}, or the name of a model that the catalogue knows
     * @return their names, sorted
     * @throws IllegalArgumentException when no provider can be told from the name
     */
    public List<String> supportedParameters(String model) {
        int slash = model.indexOf('/');
        Provider named = slash < 0 ? null : find(model.substring(0, slash), model.substring(slash + 1));
        CatalogModel known = named == null ? Catalog.builtIn().find(null, model) : null;
        Provider provider = known == null ? named : find(known.provider());
        if (provider == null) {
            throw new IllegalArgumentException(
                    "model: " + model + " names no provider that is known (expected: provider/model)");
        }
        String name = named == null ? model : model.substring(slash + 1);
        ModelTraits traits = Catalog.builtIn().traits(provider.name(), name, null);
        return supportedParameters(provider, new Target(name, null, null, null, Map.of(), traits));
    }

    /** OpenAI's chat parameters that a model takes, by name and sorted. */
    public static List<String> supportedParameters(Provider provider, Target target) {
        return new SupportedParameters(new OpenAiDialect()).of(provider, target);
    }
}

package dev.dragoman;

import dev.dragoman.audio.AudioEncoders;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.openai.TextDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.ModelRule;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.anthropic.AnthropicProvider;
import dev.dragoman.provider.assemblyai.AssemblyAiTranscripts;
import dev.dragoman.provider.azure.AzureProvider;
import dev.dragoman.provider.bedrock.BedrockProvider;
import dev.dragoman.provider.blackforest.BlackForestProvider;
import dev.dragoman.provider.codestral.CodestralProvider;
import dev.dragoman.provider.cohere.CohereProvider;
import dev.dragoman.provider.compatible.CompatibleProviders;
import dev.dragoman.provider.copilot.CopilotProvider;
import dev.dragoman.provider.deepgram.DeepgramProvider;
import dev.dragoman.provider.elevenlabs.ElevenLabsProvider;
import dev.dragoman.provider.fireworks.FireworksImages;
import dev.dragoman.provider.foundry.AzureAiProvider;
import dev.dragoman.provider.gemini.GeminiProvider;
import dev.dragoman.provider.gigachat.GigaChatProvider;
import dev.dragoman.provider.minimax.MiniMaxSpeech;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.provider.oci.OciProvider;
import dev.dragoman.provider.ollama.OllamaProvider;
import dev.dragoman.provider.openai.OpenAiProvider;
import dev.dragoman.provider.polly.PollyProvider;
import dev.dragoman.provider.recraft.RecraftProvider;
import dev.dragoman.provider.replicate.ReplicateProvider;
import dev.dragoman.provider.runway.RunwayProvider;
import dev.dragoman.provider.sagemaker.SageMakerProvider;
import dev.dragoman.provider.sap.SapProvider;
import dev.dragoman.provider.segmind.SegmindProvider;
import dev.dragoman.provider.stability.StabilityProvider;
import dev.dragoman.provider.topaz.TopazProvider;
import dev.dragoman.provider.vertex.VertexProvider;
import dev.dragoman.provider.watsonx.WatsonxProvider;
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

    /** All of them; what models give as samples is turned into WAV, or stays as it is. */
    public static Providers builtIn() {
        return builtIn(AudioEncoders.OWN);
    }

    /**
     * All of them.
     *
     * @param encoders the formats that speech is turned into where a model gives samples
     */
    public static Providers builtIn(AudioEncoders encoders) {
        Dialect openai = new OpenAiDialect();
        Dialect compatible = new OpenAiDialect(true);
        Dialect responses = new ResponsesDialect(openai);
        List<Provider> providers = new ArrayList<>();
        providers.add(OpenAiProvider.speaking(openai, responses));
        providers.add(AzureProvider.speaking(openai, responses));
        providers.add(AnthropicProvider.create());
        providers.add(GeminiProvider.create(encoders));
        providers.add(AzureAiProvider.speaking(compatible));
        providers.add(OpenAiProvider.goingOn("text-completion-openai", new TextDialect()));
        providers.add(CodestralProvider.speaking(new TextDialect(), compatible));
        providers.addAll(CohereProvider.create());
        providers.addAll(OllamaProvider.create());
        providers.add(MockProvider.speaking(openai));
        providers.add(WatsonxProvider.speaking(compatible));
        providers.add(WatsonxProvider.generating(compatible));
        providers.add(SageMakerProvider.generating());
        providers.add(SageMakerProvider.speaking(compatible));
        providers.add(SageMakerProvider.nova(compatible));
        providers.add(ReplicateProvider.create());
        providers.add(OciProvider.speaking(compatible));
        providers.add(CopilotProvider.speaking(compatible));
        providers.add(GigaChatProvider.speaking(compatible));
        providers.add(SapProvider.speaking(compatible));
        providers.addAll(withoutConversations(compatible));
        Map<String, ModelRule> rules = new LinkedHashMap<>();
        rules.put(BedrockProvider.NAME, BedrockProvider.speaking(compatible));
        rules.put(VertexProvider.NAME, VertexProvider.speaking(compatible, encoders));
        rules.put(VertexProvider.EARLY, VertexProvider.early(compatible, encoders));
        return new Providers(
                providers,
                rules,
                OpenAiProvider.speaking(compatible, responses),
                AzureProvider.speaking(OpenAiDialect.answeringByTool(), responses),
                new CompatibleProviders(compatible, responses, further(compatible)));
    }

    /** Places of images and of speech. */
    private static List<Provider> withoutConversations(Dialect compatible) {
        return List.of(
                StabilityProvider.speaking(compatible),
                BlackForestProvider.speaking(compatible),
                RunwayProvider.speaking(compatible),
                RecraftProvider.speaking(compatible),
                SegmindProvider.speaking(compatible),
                TopazProvider.speaking(compatible),
                PollyProvider.create(),
                ElevenLabsProvider.create(compatible::readError),
                DeepgramProvider.create(compatible::readError));
    }

    /** What places of the table offer beside it, in forms of their own. */
    private static Map<String, Map<Operation, Service>> further(Dialect compatible) {
        return Map.of(
                "fireworks_ai",
                Map.of(Operation.IMAGES, new FireworksImages(compatible::readError)),
                "minimax",
                Map.of(Operation.SPEECH, new MiniMaxSpeech(compatible)),
                "assemblyai",
                Map.of(Operation.TRANSCRIPTIONS, new AssemblyAiTranscripts(compatible::readError)));
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

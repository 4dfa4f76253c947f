package dev.dragoman.provider.azure;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.provider.completions.ModelFamily;

/** A deployment's name, with LiteLLM's markers before it that tell what model is behind it. */
final class AzureDeployment {

    private static final String O_SERIES = "o_series/";
    private static final String GPT_5 = "gpt5_series/";

    private AzureDeployment() {}

    /** The name without a marker. */
    static String name(String model) {
        if (model.startsWith(O_SERIES)) {
            return model.substring(O_SERIES.length());
        }
        return model.startsWith(GPT_5) ? model.substring(GPT_5.length()) : model;
    }

    /** The family of the model behind the deployment; its own name tells it only where the model is not known. */
    static ModelFamily family(String model, ModelTraits traits) {
        if (model.startsWith(O_SERIES)) {
            return ModelFamily.O_SERIES;
        }
        if (model.startsWith(GPT_5)) {
            return ModelFamily.GPT_5;
        }
        ModelFamily family = ModelFamily.of(traits);
        return family == ModelFamily.ORDINARY && !traits.known() && isNamedAfterOSeries(model)
                ? ModelFamily.O_SERIES
                : family;
    }

    private static boolean isNamedAfterOSeries(String model) {
        boolean named = model.contains("o1") || model.contains("o3") || model.contains("o4");
        return named && !model.contains("4o");
    }

    /** Whether the model is older than those that can be held to a schema. */
    static boolean lacksSchemas(String model, ModelTraits traits) {
        String name = traits.known() ? traits.name() : model;
        boolean older = name.contains("gpt-3.5") || name.contains("gpt-35");
        return older || traits.known() && name.contains("gpt-4") && !traits.can(Ability.RESPONSE_SCHEMA);
    }
}

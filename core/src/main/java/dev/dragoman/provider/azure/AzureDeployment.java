package dev.dragoman.provider.azure;

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

    /** The family of the model behind the deployment. */
    static ModelFamily family(String model, String traitsName) {
        if (model.startsWith(O_SERIES)) {
            return ModelFamily.O_SERIES;
        }
        if (model.startsWith(GPT_5)) {
            return ModelFamily.GPT_5;
        }
        ModelFamily family = ModelFamily.of(traitsName);
        boolean named = model.contains("o1") || model.contains("o3") || model.contains("o4");
        return family == ModelFamily.ORDINARY && named && !model.contains("4o") ? ModelFamily.O_SERIES : family;
    }
}

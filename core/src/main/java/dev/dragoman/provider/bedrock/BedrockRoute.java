package dev.dragoman.provider.bedrock;

import java.util.List;

/**
 * How a model is asked: by Converse, which has one format for all of them, or by InvokeModel in the model's own.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html">AWS: Inference request parameters</a>
 */
enum BedrockRoute {
    /** The format of Converse. */
    CONVERSE,
    /** Anthropic's messages. */
    CLAUDE,
    /** Amazon's Nova models, nearly in the format of Converse. */
    NOVA,
    /** OpenAI's chat completions. */
    OPENAI,
    /** Meta's models, and imported ones of its architecture: one text. */
    LLAMA,
    /** Mistral's older models: one text. */
    MISTRAL,
    /** DeepSeek's R1: one text. */
    DEEPSEEK,
    /** Amazon's Titan models: one text. */
    TITAN;

    private static final String INVOKE = "invoke/";
    private static final List<String> OF_ONE_TEXT = List.of("llama/", "deepseek_r1/", "qwen2/", "qwen3/");
    private static final List<String> OF_OPENAIS_FORMAT = List.of(
            "openai.",
            "qwen.",
            "moonshot",
            "minimax.",
            "zai.",
            "google.gemma",
            "nvidia.",
            "writer.",
            "ai21.jamba",
            "deepseek.v",
            "mistral.pixtral",
            "mistral.mistral-large-2407",
            "mistral.mistral-large-3",
            "mistral.ministral-3",
            "mistral.magistral",
            "mistral.devstral",
            "mistral.voxtral");

    /**
     * The route that a model string names; Converse when it names none.
     *
     * @throws IllegalArgumentException when InvokeModel is wanted of a model whose format is not known
     */
    static BedrockRoute of(String model) {
        boolean invoked = model.startsWith(INVOKE);
        String name = invoked ? model.substring(INVOKE.length()) : model;
        if (OF_ONE_TEXT.stream().anyMatch(name::startsWith)) {
            return LLAMA;
        }
        if (name.startsWith("openai/")) {
            return OPENAI;
        }
        return invoked ? byMaker(name) : CONVERSE;
    }

    private static BedrockRoute byMaker(String name) {
        if (name.contains("anthropic.")) {
            return CLAUDE;
        }
        if (name.contains("amazon.nova") || name.startsWith("nova/") || name.startsWith("nova-2/")) {
            return NOVA;
        }
        if (name.contains("amazon.titan-text")) {
            return TITAN;
        }
        if (name.contains("meta.llama")) {
            return LLAMA;
        }
        if (name.contains("deepseek.r1")) {
            return DEEPSEEK;
        }
        if (OF_OPENAIS_FORMAT.stream().anyMatch(name::contains)) {
            return OPENAI;
        }
        if (name.contains("mistral.")) {
            return MISTRAL;
        }
        throw new IllegalArgumentException("model: bedrock/invoke/" + name
                + " (expected: a model of Anthropic, Amazon, Meta, Mistral, DeepSeek or one that speaks OpenAI's format;"
                + " bedrock/converse/ reaches all others)");
    }
}

package dev.dragoman.provider.vertex;

import java.util.List;

/**
 * The families of models that Vertex AI serves, each at addresses of its own.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/use-partner-models">Google: Partner
 *     models</a>
 */
enum VertexFamily {
    /** Google's own models, in its own format. */
    GEMINI,
    /** A tuned Gemini, known by the number of its endpoint. */
    TUNED_GEMINI,
    /** Anthropic's models, in Anthropic's format. */
    CLAUDE,
    /** Mistral's models, in nearly OpenAI's format. */
    MISTRAL,
    /** AI21's models, in nearly OpenAI's format. */
    AI21,
    /** Open models as a service, in OpenAI's format at one address. */
    OPEN,
    /** A model deployed to an endpoint of the project's own, in OpenAI's format. */
    ENDPOINT;

    private static final String NUMBERED_GEMINI = "gemini/";
    private static final String NUMBERED_OPENAI = "openai/";
    private static final List<String> OPEN_OWNERS = List.of(
            "meta/",
            "deepseek-ai/",
            "qwen/",
            "openai/gpt-oss-",
            "minimaxai/",
            "moonshotai/",
            "zai-org/",
            "google/gemma-",
            "xai/");

    /** The family of a model. */
    static VertexFamily of(String model) {
        String bare = bare(model);
        if (isNumber(bare)) {
            return model.startsWith(NUMBERED_OPENAI) ? ENDPOINT : TUNED_GEMINI;
        }
        if (OPEN_OWNERS.stream().anyMatch(model::startsWith)) {
            return OPEN;
        }
        if (model.startsWith(NUMBERED_OPENAI)) {
            return ENDPOINT;
        }
        if (bare.startsWith("claude-")) {
            return CLAUDE;
        }
        if (bare.startsWith("mistral") || bare.startsWith("codestral") || bare.startsWith("ministral")) {
            return MISTRAL;
        }
        return bare.startsWith("jamba") ? AI21 : GEMINI;
    }

    /** The model as its publisher's path names it. */
    String id(String model) {
        return switch (this) {
            case OPEN -> model;
            case CLAUDE -> dated(bare(model));
            case GEMINI, TUNED_GEMINI, MISTRAL, AI21, ENDPOINT -> bare(model);
        };
    }

    /** Without its owner. */
    private static String bare(String model) {
        String named = model.startsWith(NUMBERED_GEMINI) ? model.substring(NUMBERED_GEMINI.length()) : model;
        return named.substring(named.lastIndexOf('/') + 1);
    }

    /** Google sets the date apart by another sign than Anthropic. */
    private static String dated(String model) {
        int at = model.length() - 9;
        boolean dated = at > 0 && model.charAt(at) == '-' && isNumber(model.substring(at + 1));
        return dated ? model.substring(0, at) + '@' + model.substring(at + 1) : model;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

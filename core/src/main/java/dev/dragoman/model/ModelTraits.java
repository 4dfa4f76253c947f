package dev.dragoman.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect must know about a model to write for it.
 *
 * @param name the model, as the vendor or, for a deployment under another name, its maker names it
 * @param maxOutputTokens the most tokens it can answer with; null when unknown
 * @param abilities what it can do
 * @param known whether the catalogue knows the model: of an unknown one nothing is refused
 */
public record ModelTraits(String name, @Nullable Long maxOutputTokens, Set<Ability> abilities, boolean known) {

    public ModelTraits {
        abilities = Set.copyOf(abilities);
    }

    /** A model of which nothing is known. */
    public static ModelTraits unknown(String name) {
        return new ModelTraits(name, null, Set.of(), false);
    }

    /** Whether the model is known to have the ability. */
    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** Abilities that change what is sent. */
    public enum Ability {
        VISION,
        FUNCTION_CALLING,
        PARALLEL_FUNCTION_CALLING,
        TOOL_CHOICE,
        RESPONSE_SCHEMA,
        NATIVE_STRUCTURED_OUTPUT,
        SYSTEM_MESSAGES,
        PROMPT_CACHING,
        AUDIO_INPUT,
        AUDIO_OUTPUT,
        VIDEO_INPUT,
        PDF_INPUT,
        WEB_SEARCH,
        URL_CONTEXT,
        COMPUTER_USE,
        REASONING,
        ADAPTIVE_THINKING,
        ASSISTANT_PREFILL,
        NO_ASSISTANT_PREFILL,
        NO_SAMPLING_PARAMS,
        MID_CONVERSATION_SYSTEM,
        OUTPUT_CONFIG,
        NATIVE_STREAMING,
        EFFORT_NONE,
        EFFORT_MINIMAL,
        EFFORT_XHIGH,
        EFFORT_MAX,
        /** Its maker serves it in OpenAI's Responses only. */
        RESPONSES_ONLY
    }
}

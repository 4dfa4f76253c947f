package dev.dragoman.dialect.anthropic;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import java.util.Set;

/** Models as the catalogue describes them. */
final class Claude {

    static final ModelTraits HAIKU_3 =
            new ModelTraits("claude-3-haiku-20240307", 4096L, Set.of(Ability.FUNCTION_CALLING), true);
    static final ModelTraits SONNET_4 =
            new ModelTraits("claude-sonnet-4-20250514", 64_000L, Set.of(Ability.REASONING), true);
    static final ModelTraits SONNET_4_5 = new ModelTraits(
            "claude-sonnet-4-5", 64_000L, Set.of(Ability.REASONING, Ability.NATIVE_STRUCTURED_OUTPUT), true);
    static final ModelTraits OPUS_4_5 = new ModelTraits(
            "claude-opus-4-5",
            64_000L,
            Set.of(Ability.REASONING, Ability.NATIVE_STRUCTURED_OUTPUT, Ability.OUTPUT_CONFIG),
            true);
    static final ModelTraits SONNET_4_6 = new ModelTraits(
            "claude-sonnet-4-6",
            64_000L,
            Set.of(
                    Ability.REASONING,
                    Ability.ADAPTIVE_THINKING,
                    Ability.NATIVE_STRUCTURED_OUTPUT,
                    Ability.OUTPUT_CONFIG,
                    Ability.EFFORT_MAX),
            true);
    static final ModelTraits OPUS_4_7 = new ModelTraits(
            "claude-opus-4-7",
            128_000L,
            Set.of(
                    Ability.REASONING,
                    Ability.ADAPTIVE_THINKING,
                    Ability.NATIVE_STRUCTURED_OUTPUT,
                    Ability.OUTPUT_CONFIG,
                    Ability.NO_SAMPLING_PARAMS,
                    Ability.EFFORT_XHIGH,
                    Ability.EFFORT_MAX),
            true);
    static final ModelTraits UNKNOWN = ModelTraits.unknown("house-model");

    private Claude() {}
}

package dev.dragoman.dialect.converse;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;

/** What a model at Bedrock takes beyond the common words: families differ in how they are asked to think, say. */
final class ConverseModel {

    private static final int NO_CLAUDE = -1;

    private final ModelTraits traits;
    private final int claude;

    ConverseModel(ModelTraits traits) {
        this.traits = traits;
        this.claude = generation(traits.name());
    }

    /** Families of models. */
    enum Family {
        CLAUDE,
        NOVA,
        NOVA_2,
        GPT_OSS,
        OTHER,
        /** An ARN that hides the model. */
        UNKNOWN
    }

    Family family() {
        String name = traits.name();
        if (claude != NO_CLAUDE || name.contains("anthropic.")) {
            return Family.CLAUDE;
        }
        if (name.contains("nova-2")) {
            return Family.NOVA_2;
        }
        if (name.contains("nova")) {
            return Family.NOVA;
        }
        if (name.contains("gpt-oss")) {
            return Family.GPT_OSS;
        }
        return name.startsWith("arn:") ? Family.UNKNOWN : Family.OTHER;
    }

    /** Whether it is a Claude that decides by itself how much to think. */
    boolean adaptive() {
        return traits.can(Ability.ADAPTIVE_THINKING) || claude >= 406;
    }

    /** Whether it refuses to be told how many tokens to think with. */
    boolean refusesBudget() {
        return traits.can(Ability.NO_SAMPLING_PARAMS) || claude >= 407;
    }

    /** Whether it is a Claude that does not think. */
    boolean cannotThink() {
        return family() == Family.CLAUDE && claude != NO_CLAUDE && claude < 307 && !traits.can(Ability.REASONING);
    }

    /** Whether it can be bound to a JSON Schema. */
    boolean bindsToSchema() {
        return traits.can(Ability.NATIVE_STRUCTURED_OUTPUT) || claude >= 405;
    }

    /** Whether a cache mark may say how long. */
    boolean takesCacheLife() {
        return claude >= 405 || (family() == Family.UNKNOWN && !traits.known());
    }

    /** Whether one call at a time can be demanded. */
    boolean takesParallelChoice() {
        return claude >= 405;
    }

    /** Whether a call can be demanded. */
    boolean takesToolChoice() {
        return !traits.known() || traits.can(Ability.TOOL_CHOICE) || family() != Family.OTHER;
    }

    /** 407 for Claude Opus 4.7, 307 for Claude 3.7 Sonnet, -1 for no Claude. Longer numbers are dates. */
    private static int generation(String name) {
        int at = name.indexOf("claude-");
        if (at < 0) {
            return NO_CLAUDE;
        }
        int major = NO_CLAUDE;
        while (at < name.length()) {
            int end = wordEnd(name, at);
            int number = shortNumber(name, at, end);
            if (major >= 0) {
                return major * 100 + Math.max(0, number);
            }
            major = number;
            at = end + 1;
        }
        return major < 0 ? NO_CLAUDE : major * 100;
    }

    private static int wordEnd(String name, int from) {
        int end = from;
        while (end < name.length() && "-.@:".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** The number of one or two digits; -1 for any other word. */
    private static int shortNumber(String name, int from, int end) {
        if (end == from || end - from > 2) {
            return -1;
        }
        for (int i = from; i < end; i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(name, from, end, 10);
    }
}

package dev.dragoman.dialect.anthropic;

import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;

/**
 * What a Claude model takes. Abilities of the catalogue come first; the generation in the name speaks for models that
 * the catalogue does not know yet.
 */
final class ClaudeModel {

    private static final int UNKNOWN = -1;

    private final ModelTraits traits;
    private final int generation;

    ClaudeModel(ModelTraits traits) {
        this.traits = traits;
        this.generation = generation(traits.name());
    }

    /** Whether it thinks when asked to. */
    boolean reasons() {
        return traits.can(Ability.REASONING)
                || traits.can(Ability.ADAPTIVE_THINKING)
                || generation >= 307
                || (generation == UNKNOWN && !traits.known());
    }

    /** Whether it decides by itself how much to think. */
    boolean adaptive() {
        return traits.can(Ability.ADAPTIVE_THINKING) || generation >= 406;
    }

    /** Whether it is a Claude that must be told how many tokens to think with. */
    boolean needsBudget() {
        return !adaptive() && generation != UNKNOWN;
    }

    /** Whether it refuses to be told how many tokens to think with, and hides its thoughts unless asked to show them. */
    boolean refusesBudget() {
        return traits.can(Ability.NO_SAMPLING_PARAMS) || generation >= 407;
    }

    /** Whether it may think without being asked to. */
    boolean thinksUnasked() {
        return generation >= 500;
    }

    /** Whether it takes {@code output_config.effort}. */
    boolean takesEffort() {
        return adaptive()
                || traits.can(Ability.OUTPUT_CONFIG)
                || generation == 405 && traits.name().contains("opus");
    }

    /** Whether the effort is still a beta feature on it. */
    boolean effortIsBeta() {
        return takesEffort() && !adaptive();
    }

    /** Whether it can be bound to a JSON Schema. */
    boolean bindsToSchema() {
        return traits.can(Ability.NATIVE_STRUCTURED_OUTPUT) || adaptive() || generation >= 405;
    }

    /** Whether instructions may stand between other messages. */
    boolean takesInlineInstructions() {
        return traits.can(Ability.MID_CONVERSATION_SYSTEM);
    }

    /** The effort as this model says it, the nearest one where it has no such. */
    String effort(String wanted) {
        return switch (wanted) {
            case "minimal" -> "low";
            case "xhigh" -> knows(Ability.EFFORT_XHIGH) ? "xhigh" : "high";
            case "max" -> knows(Ability.EFFORT_MAX) ? "max" : effort("xhigh");
            default -> wanted;
        };
    }

    private boolean knows(Ability ability) {
        return !traits.known() || traits.can(ability);
    }

    /** 407 for Claude Opus 4.7, 500 for Claude Sonnet 5, -1 for no Claude. */
    private static int generation(String name) {
        int at = name.indexOf("claude-");
        if (at < 0) {
            return UNKNOWN;
        }
        int end = name.length();
        for (int i = at + 7; i < end; i++) {
            if (startsNumber(name, i)) {
                int major = shortNumber(name, i);
                int next = i + (major > 9 ? 3 : 2);
                int minor = startsNumber(name, next) ? shortNumber(name, next) : 0;
                return major < 0 ? UNKNOWN : major * 100 + Math.max(0, minor);
            }
        }
        return UNKNOWN;
    }

    private static boolean startsNumber(String name, int at) {
        return at < name.length() && isDigit(name, at) && name.charAt(at - 1) == '-';
    }

    /** The number of at most two digits, -1 when it is longer: then it is a date. */
    private static int shortNumber(String name, int at) {
        int end = at;
        while (end < name.length() && isDigit(name, end)) {
            end++;
        }
        return end - at > 2 ? -1 : Integer.parseInt(name, at, end, 10);
    }

    private static boolean isDigit(String name, int at) {
        return name.charAt(at) >= '0' && name.charAt(at) <= '9';
    }
}

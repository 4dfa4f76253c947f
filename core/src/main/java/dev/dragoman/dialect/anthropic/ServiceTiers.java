package dev.dragoman.dialect.anthropic;

import org.jspecify.annotations.Nullable;

/** Classes of service, in the model's words (OpenAI's) and Anthropic's. */
final class ServiceTiers {

    private ServiceTiers() {}

    /** The class that a request asks for, or that an answer got, in the model's words. */
    static String read(String tier) {
        return switch (tier) {
            case "standard_only", "standard" -> "default";
            default -> tier;
        };
    }

    /** The class to ask for; null when there is no such. */
    static @Nullable String toRequest(String tier) {
        return switch (tier) {
            case "auto" -> "auto";
            case "default", "standard_only" -> "standard_only";
            default -> null;
        };
    }

    /** The class that an answer got. */
    static String toReply(String tier) {
        return tier.equals("default") ? "standard" : tier;
    }
}

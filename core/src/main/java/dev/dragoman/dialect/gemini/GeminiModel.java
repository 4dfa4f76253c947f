package dev.dragoman.dialect.gemini;

import dev.dragoman.model.ModelTraits;

/**
 * What follows from a model's name.
 *
 * @param major the generation; 0 when the name does not tell
 * @param minor the release within it
 */
record GeminiModel(ModelTraits traits, int major, int minor) {

    private static final String FAMILY = "gemini-";

    static GeminiModel of(ModelTraits traits) {
        String name = traits.name();
        int at = name.indexOf(FAMILY);
        int start = at < 0 ? name.length() : at + FAMILY.length();
        int dot = digitsEnd(name, start);
        int major = number(name, start, dot);
        boolean hasMinor = dot < name.length() && name.charAt(dot) == '.';
        int minor = hasMinor ? number(name, dot + 1, digitsEnd(name, dot + 1)) : 0;
        return new GeminiModel(traits, major, minor);
    }

    /** Thinks by level, wants its signatures back, and looks at each image by itself. */
    boolean isThirdGeneration() {
        return major >= 3;
    }

    /** Takes a JSON Schema for its answer as it is. */
    boolean takesJsonSchema() {
        return major >= 2;
    }

    /** Whether it is known not to think. */
    boolean neverThinks() {
        boolean old = major == 1 || (major == 2 && minor < 5);
        return old || (major < 3 && traits.known() && !traits.can(ModelTraits.Ability.REASONING));
    }

    boolean isFlash() {
        return traits.name().contains("flash");
    }

    boolean isFlashLite() {
        return traits.name().contains("flash-lite");
    }

    boolean isPro() {
        return traits.name().contains("-pro");
    }

    /** Open models that are told their instructions by the user. */
    boolean takesInstructions() {
        return !traits.name().contains("gemma") || traits.can(ModelTraits.Ability.SYSTEM_MESSAGES);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < 4 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int number(String text, int from, int to) {
        return from == to ? 0 : Integer.parseInt(text, from, to, 10);
    }
}

package dev.dragoman.catalog;

import dev.dragoman.model.ModelTraits.Ability;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Claude model that came after the catalogue: its name tells the release, and releases share what their predecessors can.
 *
 * @param major the generation
 * @param minor the release within it
 */
record ClaudeFamily(int major, int minor) {

    /** The longest answer all of them give. */
    static final long MAX_OUTPUT_TOKENS = 64_000;

    private static final String MARK = "claude-";
    private static final int DATE_DIGITS = 8;

    /** The family of a name that contains {@code claude-<family>-<major>}; null when it is none. */
    static @Nullable ClaudeFamily of(String name) {
        int mark = name.indexOf(MARK);
        int family = mark < 0 ? -1 : mark + MARK.length();
        int dash = family < 0 ? -1 : lettersEnd(name, family);
        if (dash <= family || dash >= name.length() || name.charAt(dash) != '-') {
            return null;
        }
        int end = digitsEnd(name, dash + 1);
        if (end == dash + 1 || end - dash > 3) {
            return null;
        }
        return new ClaudeFamily(Integer.parseInt(name, dash + 1, end, 10), minor(name, end));
    }

    Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.of(
                Ability.FUNCTION_CALLING,
                Ability.PARALLEL_FUNCTION_CALLING,
                Ability.VISION,
                Ability.TOOL_CHOICE,
                Ability.ASSISTANT_PREFILL,
                Ability.PROMPT_CACHING,
                Ability.RESPONSE_SCHEMA,
                Ability.REASONING,
                Ability.PDF_INPUT,
                Ability.SYSTEM_MESSAGES);
        if (isAtLeast(4, 6)) {
            abilities.add(Ability.ADAPTIVE_THINKING);
        }
        if (isAtLeast(4, 8)) {
            abilities.add(Ability.MID_CONVERSATION_SYSTEM);
        }
        return abilities;
    }

    private boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    /** One or two digits behind a separator; more are a date. */
    private static int minor(String name, int majorEnd) {
        boolean separated = majorEnd < name.length() && "-._".indexOf(name.charAt(majorEnd)) >= 0;
        int end = separated ? digitsEnd(name, majorEnd + 1) : majorEnd;
        int digits = end - majorEnd - 1;
        return digits < 1 || digits > 2 ? 0 : Integer.parseInt(name, majorEnd + 1, end, 10);
    }

    private static int lettersEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        return end;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from <= DATE_DIGITS && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}

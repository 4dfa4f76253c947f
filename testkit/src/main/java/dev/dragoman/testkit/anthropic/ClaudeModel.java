package dev.dragoman.testkit.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Claude model's name says about the rules that hold for it.
 *
 * @param major the generation; the newest for a name that tells none
 * @param minor the step within the generation
 */
record ClaudeModel(int major, int minor) {

    private static final Pattern NEW_STYLE = Pattern.compile("claude-[a-z]+-(\\d+)(?:[-.](\\d{1,2}))?(?!\\d)");
    private static final Pattern OLD_STYLE = Pattern.compile("claude-(\\d+)(?:[-.](\\d{1,2}))?-");

    static ClaudeModel of(String name) {
        for (Pattern style : new Pattern[] {NEW_STYLE, OLD_STYLE}) {
            Matcher matcher = style.matcher(name);
            if (matcher.find()) {
                String minor = matcher.group(2);
                return new ClaudeModel(Integer.parseInt(matcher.group(1)), minor == null ? 0 : Integer.parseInt(minor));
            }
        }
        return new ClaudeModel(4, 5);
    }

    /** Whether temperature, top_p and top_k are no longer taken. */
    boolean samplesByItself() {
        return isAtLeast(4, 7);
    }

    /** Whether temperature and top_p exclude each other. */
    boolean takesOneSamplingParameter() {
        return isAtLeast(4, 1);
    }

    /** Whether a thinking budget is no longer taken. */
    boolean onlyThinksAdaptively() {
        return isAtLeast(4, 7);
    }

    /** Whether adaptive thinking is known. */
    boolean thinksAdaptively() {
        return isAtLeast(4, 6);
    }

    /** Whether the last message may be the beginning of the answer. */
    boolean takesPrefill() {
        return !isAtLeast(4, 6);
    }

    /** Whether system messages may stand between the others. */
    boolean takesSystemMessages() {
        return isAtLeast(4, 8);
    }

    private boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }
}

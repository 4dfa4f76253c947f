package dev.dragoman.testkit.answer;

/**
 * The tokens an answer claims to have used.
 *
 * @param input all input tokens, cached ones included
 * @param output all output tokens, reasoning included
 * @param cacheRead the part of the input that was read from a cache
 * @param cacheWritten the part of the input that was written to a cache
 * @param reasoning the part of the output that was reasoning
 */
public record TokenUsage(int input, int output, int cacheRead, int cacheWritten, int reasoning) {

    private static final int CHARACTERS_PER_TOKEN = 4;

    /** Checks that the parts fit into the whole. */
    public TokenUsage {
        if (input < cacheRead + cacheWritten) {
            throw new IllegalArgumentException(
                    "input: " + input + " (expected: >= cacheRead + cacheWritten, " + (cacheRead + cacheWritten) + ")");
        }
        if (output < reasoning) {
            throw new IllegalArgumentException("output: " + output + " (expected: >= reasoning, " + reasoning + ")");
        }
    }

    /** Usage without cache and reasoning. */
    public static TokenUsage of(int input, int output) {
        return new TokenUsage(input, output, 0, 0, 0);
    }

    /** A plausible number of tokens for a text of that many characters or bytes; at least one. */
    public static int estimate(int length) {
        return Math.max(1, (length + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
    }

    /** Input and output. */
    public int total() {
        return input + output;
    }
}

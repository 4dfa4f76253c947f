package dev.dragoman.gateway.limit;

/**
 * How many tokens a call is expected to take.
 *
 * @param input tokens of what is asked
 * @param output tokens of the answer: the most that the client allows, or a guess
 * @param guessed whether they are a guess
 */
record TokenNeed(long input, long output, boolean guessed) {

    /** A call that takes none. */
    static final TokenNeed NONE = new TokenNeed(0, 0, false);

    /** A guess may take a fourth of a limit, so that small ones are not used up by it. */
    private static final int GUESSED_PART = 4;

    /** How many are set aside of a limit of so many. */
    long reserved(long limit) {
        if (input == 0 && output == 0) {
            return 0;
        }
        long answer = guessed ? Math.min(output, limit / GUESSED_PART) : output;
        return Math.max(1, input + answer);
    }
}

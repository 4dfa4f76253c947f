package dev.dragoman.provider;

/** What became of one line of a batch. */
public sealed interface BatchResult {

    /** The key that the line was sent with; empty when the result has none. */
    String key();

    /**
     * The model answered.
     *
     * @param reply a whole answer in the provider's dialect
     */
    record Answered(String key, byte[] reply) implements BatchResult {}

    /**
     * The vendor refused it.
     *
     * @param status the HTTP status that it would have answered with
     * @param body the refusal in the provider's words
     */
    record Refused(String key, int status, byte[] body) implements BatchResult {}

    /**
     * The model was never asked.
     *
     * @param code why, in OpenAI's words
     */
    record Unasked(String key, String code, String message) implements BatchResult {}
}

package dev.dragoman.gateway.config;

/**
 * Something wrong in the configuration. Never holds a secret.
 *
 * @param severity whether it stops the start
 * @param location where it stands
 * @param key path of the key, such as {@code model_list[0](chat).litellm_params.timeout}; empty for a whole file
 * @param found the offending value, or what is wrong
 * @param expected what should be there instead; empty when the first part says it all
 */
public record Problem(Severity severity, Location location, String key, String found, String expected) {

    /** Whether a problem stops the start. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** Whether it stops the start. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** What is wrong and what was expected. */
    public String message() {
        return (key.isEmpty() ? "" : key + ": ") + found + (expected.isEmpty() ? "" : " (expected: " + expected + ")");
    }

    /** Everything in one line. */
    @Override
    public String toString() {
        return location + ": " + (isError() ? "error: " : "warning: ") + message();
    }
}

package dev.dragoman.gateway.config;

/**
 * One mistake in a configuration. Never holds a secret.
 *
 * @param severity whether the configuration can be used all the same
 * @param location where
 * @param key path of the key, such as {@code model_list[0](chat).litellm_params.timeout}; empty for a whole file
 * @param found the offending value or what was seen
 * @param expected what should be there instead
 */
public record Problem(Severity severity, Location location, String key, String found, String expected) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** Whether the configuration cannot be used. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Everything in one line. */
    @Override
    public String toString() {
        return location + ": " + (key.isEmpty() ? "" : key + ": ") + found + " (expected: " + expected + ")";
    }
}

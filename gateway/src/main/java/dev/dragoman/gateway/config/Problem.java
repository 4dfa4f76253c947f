package dev.dragoman.gateway.config;

/**
 * Something wrong in the configuration.
 *
 * @param severity whether it stops the start
 * @param location where it stands
 * @param message what is wrong and what was expected; holds no secret
 */
public record Problem(Severity severity, Location location, String message) {

    /** Whether a problem stops the start. */
    public enum Severity {
        ERROR,
        WARNING
    }

    @Override
    public String toString() {
        return location + ": " + (severity == Severity.ERROR ? "error: " : "warning: ") + message;
    }
}

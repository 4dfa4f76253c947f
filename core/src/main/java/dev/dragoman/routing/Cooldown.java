package dev.dragoman.routing;

/**
 * A deployment that is left alone for a while.
 *
 * @param deployment its id
 * @param untilNanos when it may be asked again, on the scale of the router's clock
 * @param status the HTTP status of the failure that caused it
 * @param reason the failure's name, such as {@code RateLimitError}
 */
public record Cooldown(String deployment, long untilNanos, int status, String reason) {}

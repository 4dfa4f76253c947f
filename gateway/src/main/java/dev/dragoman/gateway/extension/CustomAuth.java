package dev.dragoman.gateway.extension;

/**
 * Knows callers by itself. {@code general_settings.custom_auth} names a public class that implements this and has a public
 * constructor without parameters; one object of it serves all requests, many at once.
 *
 * <p>It is asked for every request before anything else, on the request's own virtual thread, so it may wait, and what it waits for
 * adds to every call. What it wants to remember it keeps itself.
 */
@FunctionalInterface
public interface CustomAuth {

    /**
     * Decides who is calling.
     *
     * @return {@link AuthDecision#admit}, {@link AuthDecision#actAs}, {@link AuthDecision#actAsHash}, {@link AuthDecision#refuse} or {@link AuthDecision#unknown}
     * @throws SecurityException to refuse the caller, whom the message is told (401)
     * @throws Exception when it cannot be told who that is: the caller is told to try again (503), and the log the reason
     */
    AuthDecision authenticate(AuthRequest request) throws Exception;
}

package dev.dragoman.gateway.identity;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.ServiceUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How callers are told that they are not let in. */
final class Refused {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private Refused() {}

    /** They are nobody who may call. */
    static AuthenticationException because(String message) {
        return new AuthenticationException(ErrorDetail.of("Authentication Error, " + message)
                .withType("auth_error")
                .withCode("401"));
    }

    /** It cannot be told at the moment who they are. */
    static ServiceUnavailableException forNow(String message, @Nullable Throwable cause) {
        ErrorDetail detail = ErrorDetail.of(message)
                .withType("service_unavailable_error")
                .withCode("503")
                .withRetryAfter(RETRY_AFTER);
        return new ServiceUnavailableException(detail, 503, cause);
    }
}

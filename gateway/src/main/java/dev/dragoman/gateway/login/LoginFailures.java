package dev.dragoman.gateway.login;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.error.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/** What is told of logins that fail. */
final class LoginFailures {

    private static final int SHOWN = 200;

    private LoginFailures() {}

    /** The provider says no, or what it says cannot be believed. */
    static AuthenticationException refused(String message, @Nullable String param) {
        return new AuthenticationException(detail(message).withParam(param).withCode("401"));
    }

    /** Somebody is known, and may not log in. */
    static PermissionDeniedException forbidden(String message) {
        return new PermissionDeniedException(detail(message).withCode("403"));
    }

    /** The provider cannot be asked. */
    static LlmException away(String message, @Nullable Throwable cause) {
        return new ServiceUnavailableException(
                ErrorDetail.of(message).withType("service_unavailable_error").withCode("503"), 503, cause);
    }

    private static ErrorDetail detail(String message) {
        return ErrorDetail.of(message).withType("auth_error");
    }

    /** What somebody else wrote, short and on one line. */
    static String shown(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}

package dev.dragoman.routing;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.http.UpstreamException;
import java.util.Objects;

/** Says what a broken exchange means to the caller, and where it broke. */
final class Breakage {

    private Breakage() {}

    /**
     * The failure of an exchange with the deployment. A dialect tells what a vendor's words mean, but several places speak one
     * dialect, also in errors within a successful answer, so the place is named here.
     */
    static LlmException of(RuntimeException failure, Deployment deployment) {
        return switch (failure) {
            case UpstreamException broken -> of(broken, deployment);
            case LlmException told ->
                told.at(deployment.provider().name(), deployment.target().model());
            default -> throw failure;
        };
    }

    /** The failure to tell; a cancelled exchange is nobody's failure and is thrown on as it is. */
    private static LlmException of(UpstreamException broken, Deployment deployment) {
        ErrorDetail detail = ErrorDetail.of(Objects.requireNonNullElse(
                        broken.getMessage(), broken.kind().name()))
                .at(deployment.provider().name(), deployment.target().model());
        return switch (broken.kind()) {
            case CANCELLED -> throw broken;
            case CONNECT, FORBIDDEN, RESET -> new ApiConnectionException(detail, 500, broken);
            case HEAD_TIMEOUT, IDLE_TIMEOUT, TOTAL_TIMEOUT ->
                new TimeoutException(detail.withType("timeout_error"), 408, broken);
            case PROTOCOL, TOO_LARGE -> new ApiResponseException(detail, 502, broken);
        };
    }
}

package dev.dragoman.dialect;

import dev.dragoman.error.ApiException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadGatewayException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.TimeoutException;

/** What an error means by its HTTP status, where the vendor's words tell no more. */
public final class StatusErrors {

    /** An error that a vendor tells in an answer of success. */
    public static final int SUCCESS = 200;

    private StatusErrors() {}

    /** The error of that status. */
    public static LlmException of(ErrorDetail detail, int status) {
        return switch (status) {
            case 400, 413, 422 -> new BadRequestException(detail, status, null);
            case 401 -> new AuthenticationException(detail);
            case 403 -> new PermissionDeniedException(detail);
            case 404 -> new NotFoundException(detail);
            case 408, 504 -> new TimeoutException(detail, status, null);
            case 409 -> new ConflictException(detail);
            case 429 -> new RateLimitException(detail);
            case SUCCESS, 500 -> new InternalServerException(detail);
            case 502 -> new BadGatewayException(detail);
            case 503 -> new ServiceUnavailableException(detail);
            default -> new ApiException(detail, status, null);
        };
    }
}

package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RequestTooLargeException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.gateway.web.Rejection;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;

/** Words what the HTTP engine refuses, in the dialect that the path's clients speak. */
public final class Refusal implements Rejection {

    private final Dialect openai;
    private final Dialect anthropic;
    private final Dialect google;

    public Refusal(Dialect openai, Dialect anthropic, Dialect google) {
        this.google = google;
        this.openai = openai;
        this.anthropic = anthropic;
    }

    @Override
    public Answer answer(String path, int status, String message) {
        Dialect dialect = dialect(path);
        Headers headers = Headers.of("content-type", "application/json");
        return new Answer(headers, Body.of(dialect.writeError(failure(status, message), null)));
    }

    private Dialect dialect(String path) {
        if (path.startsWith("/v1/messages")) {
            return anthropic;
        }
        return path.startsWith("/v1beta/models/") ? google : openai;
    }

    private static LlmException failure(int status, String message) {
        ErrorDetail detail = ErrorDetail.of(message).withType("invalid_request_error");
        return switch (status) {
            case 400 -> new BadRequestException(detail);
            case 408 -> new TimeoutException(detail.withType("timeout_error"));
            case 413 -> new RequestTooLargeException(detail);
            case 500 -> new InternalServerException(detail.withType("internal_server_error"));
            case 503 -> new ServiceUnavailableException(detail.withType("service_unavailable_error"));
            default -> new ApiException(detail, status, null);
        };
    }
}

package dev.dragoman.routing;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.http.WebSocketUpstream.Opening;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import java.util.List;
import java.util.Objects;

/** Opens a session at a deployment. */
final class RealtimeAttempt {

    private static final int REFUSED = 300;

    private final RealtimeSource source;
    private final Deployment deployment;
    private final Service service;
    private final Attempt attempt;
    private final Line line;

    RealtimeAttempt(RealtimeSource source, Deployment deployment, Attempt attempt, Line line) {
        this.source = source;
        this.deployment = deployment;
        this.service = Objects.requireNonNull(deployment.provider().service(Operation.REALTIME));
        this.attempt = attempt;
        this.line = line;
    }

    CallAnswer answer() {
        UpstreamRequest request = service.credentials(deployment.provider().credentials())
                .sign(unsigned(), deployment.target(), line.tokens());
        long sent = line.nanos();
        Opening opening = source.sockets().open(request, source.terms(), attempt.timeouts(), attempt.cancellation());
        return switch (opening) {
            case Opening.Opened opened -> {
                AnswerInfo info = new AnswerInfo(deployment, opened.headers(), List.of(), line.nanos() - sent);
                yield new CallAnswer.Bytes(source.reception().opened(opened, info), info);
            }
            case Opening.Refused refused -> throw refusal(refused.response());
        };
    }

    /** The handshake's request without credentials. */
    UpstreamRequest unsigned() {
        Endpoint endpoint = endpoint();
        Headers.Builder headers = endpoint.headers().toBuilder();
        source.headers().forEach(headers::set);
        attempt.forwarded().forEach(headers::set);
        deployment.extraHeaders().forEach(headers::set);
        String target = source.query().isEmpty()
                ? endpoint.target()
                : endpoint.target() + (endpoint.target().indexOf('?') < 0 ? "?" : "&") + source.query();
        return new UpstreamRequest("GET", endpoint.origin(), target, headers.build(), Body.EMPTY);
    }

    private Endpoint endpoint() {
        try {
            return service.endpoint(deployment.target());
        } catch (IllegalArgumentException wrong) {
            throw new BadRequestException(
                    Dispatcher.detail("model " + deployment.group() + ": " + wrong.getMessage(), deployment),
                    400,
                    wrong);
        }
    }

    private RuntimeException refusal(UpstreamResponse response) {
        try (response) {
            if (response.status() < REFUSED) {
                return new ApiResponseException(Dispatcher.detail(
                        "the vendor answered the handshake with status " + response.status()
                                + " (expected: 101, a WebSocket)",
                        deployment));
            }
            return Refusals.of(response, deployment, service::readError);
        }
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.util.function.Function;

/** An endpoint for identity providers, which speak SCIM. */
public final class ScimEndpoint implements Endpoint {

    private static final Headers TYPE = Headers.of("content-type", "application/scim+json");

    private final Dialect dialect;
    private final int status;
    private final Function<Request, JsonObject> work;

    /**
     * An endpoint.
     *
     * @param status of its answers; without a body when it is 204
     */
    public ScimEndpoint(Dialect dialect, int status, Function<Request, JsonObject> work) {
        this.dialect = dialect;
        this.status = status;
        this.work = work;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        JsonObject told = work.apply(request);
        if (status == 204) {
            request.exchange().respond(status, Headers.EMPTY, Body.EMPTY);
            return;
        }
        JsonObject meta = told.object("meta");
        String location = meta == null ? null : meta.string("location");
        Headers headers = location == null || status != 201
                ? TYPE
                : TYPE.toBuilder().add("location", location).build();
        request.exchange().respond(status, headers, Body.of(Json.bytes(told)));
    }

    @Override
    public void fail(Exchange exchange, LlmException failure, String requestId) {
        Headers.Builder headers = TYPE.toBuilder().add("x-litellm-call-id", requestId);
        if (failure.status() == 401) {
            headers.add("www-authenticate", "Bearer");
        }
        Duration wait = failure.detail().retryAfter();
        if (wait != null) {
            headers.add("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
        }
        exchange.respond(failure.status(), headers.build(), Body.of(Json.bytes(ScimErrors.body(failure))));
    }
}

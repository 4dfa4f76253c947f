package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Callers;
import dev.dragoman.gateway.call.Visit;
import dev.dragoman.gateway.web.ClientGoneException;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.Handler;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where every request comes in: finds its route, learns who is calling, and lets the endpoint answer. */
public final class Entrance implements Handler {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(Entrance.class.getName());

    private final RouteTable routes;
    private final Callers callers;
    private final RouteGuard guard;
    private final CallIds ids;
    private final Dialect standard;
    private final BooleanSupplier draining;
    private final SessionCredentials sessions;

    /**
     * An entrance.
     *
     * @param guard decides who may take which route
     * @param standard the dialect for errors on paths that nobody knows
     * @param draining whether the gateway is shutting down; then only public paths are answered
     * @param sessions lets what a browser brings along stand for a key
     */
    public Entrance(
            RouteTable routes,
            Callers callers,
            RouteGuard guard,
            CallIds ids,
            Dialect standard,
            BooleanSupplier draining,
            SessionCredentials sessions) {
        this.routes = routes;
        this.callers = callers;
        this.guard = guard;
        this.ids = ids;
        this.standard = standard;
        this.draining = draining;
        this.sessions = sessions;
    }

    @Override
    public void handle(Exchange exchange) {
        String id = requestId(exchange);
        RouteTable.Match match = match(exchange);
        try {
            if (match == null) {
                refuse(exchange, id);
                return;
            }
            Caller caller = admitted(match.route(), exchange);
            String client = callers.address(exchange.headers(), exchange.remote());
            match.route()
                    .endpoint()
                    .handle(new Request(id, exchange, match.route(), match.variables(), caller, client));
        } catch (LlmException failure) {
            fail(exchange, failure, match, id);
        } catch (ClientGoneException gone) {
            // Nobody waits for an answer.
        } catch (UpstreamException broken) {
            if (broken.kind() != UpstreamException.Kind.CANCELLED) {
                LOG.log(System.Logger.Level.ERROR, "call " + id + " failed at the vendor's connection", broken);
                fail(exchange, neutral(id), match, id);
            }
        } catch (RuntimeException unexpected) {
            LOG.log(System.Logger.Level.ERROR, "call " + id + " failed inside the gateway", unexpected);
            fail(exchange, neutral(id), match, id);
        }
    }

    private void fail(Exchange exchange, LlmException failure, RouteTable.@Nullable Match match, String id) {
        if (match == null) {
            Failures.answer(exchange, failure, standard, id);
        } else {
            match.route().endpoint().fail(exchange, failure, id);
        }
    }

    private static String trusted(@Nullable String given) {
        return given != null && given.length() <= 128 && given.chars().allMatch(c -> c > ' ' && c < 127) ? given : "";
    }

    private String requestId(Exchange exchange) {
        String given = trusted(exchange.headers().first("x-litellm-call-id"));
        return given.isEmpty() ? ids.next() : given;
    }

    private RouteTable.@Nullable Match match(Exchange exchange) {
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        return routes.match(method, exchange.path());
    }

    private @Nullable Caller admitted(Route route, Exchange exchange) {
        if (route.access() == Route.Access.PUBLIC) {
            return null;
        }
        if (draining.getAsBoolean()) {
            throw new ServiceUnavailableException(ErrorDetail.of("the gateway is shutting down; try again")
                    .withType("service_unavailable_error")
                    .withRetryAfter(RETRY_AFTER));
        }
        Caller caller = callers.of(new Visit(
                exchange.method(),
                exchange.path(),
                route.pattern(),
                route.access() == Route.Access.KEY,
                sessions.of(exchange, credentials(route, exchange)),
                exchange.remote()));
        guard.admit(route, exchange.path(), caller);
        return caller;
    }

    /** Google's clients may name their key in the query. */
    private static Headers credentials(Route route, Exchange exchange) {
        Headers headers = route.endpoint().credentials(exchange.headers());
        if (exchange.query().isEmpty() || !route.endpoint().dialect().name().equals("gemini")) {
            return headers;
        }
        String key = Query.parameter(exchange.query(), "key");
        boolean told = headers.contains("x-goog-api-key") || headers.contains("authorization");
        return key == null || told
                ? headers
                : headers.toBuilder().set("x-goog-api-key", key).build();
    }

    private void refuse(Exchange exchange, String id) {
        List<String> methods = routes.methods(exchange.path());
        if (methods.isEmpty()) {
            throw new NotFoundException(ErrorDetail.of("there is no " + exchange.path() + " here (see /openapi.json)")
                    .withType("not_found_error"));
        }
        String allowed = String.join(", ", methods);
        if (exchange.method().equals("OPTIONS")) {
            exchange.respond(204, Headers.of("allow", allowed + ", OPTIONS"), Body.EMPTY);
            return;
        }
        LlmException failure = new ApiException(
                ErrorDetail.of("method " + exchange.method() + " on " + exchange.path() + " (expected: " + allowed
                                + ")")
                        .withType("invalid_request_error"),
                405,
                null);
        Headers headers =
                Failures.headers(failure, id).toBuilder().add("allow", allowed).build();
        exchange.respond(405, headers, Body.of(standard.writeError(failure, id)));
    }

    private static InternalServerException neutral(String id) {
        return new InternalServerException(
                ErrorDetail.of("the gateway failed to handle this call; its log tells more under the id " + id)
                        .withType("internal_server_error"));
    }
}

package dev.dragoman.gateway.endpoint;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.web.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request at its route.
 *
 * @param id the gateway's id of it
 * @param exchange the request itself and the place of its answer
 * @param route the route it took
 * @param variables what stood for the names in the route's pattern
 * @param caller who asks; null on public routes only
 * @param client the client's address
 */
public record Request(
        String id,
        Exchange exchange,
        Route route,
        Map<String, String> variables,
        @Nullable Caller caller,
        String client) {

    /** The caller, on a route that requires one. */
    public Caller requiredCaller() {
        if (caller == null) {
            throw new IllegalStateException("route " + route.pattern() + " is public and has no caller");
        }
        return caller;
    }

    /** The same with another variable. */
    Request with(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return new Request(id, exchange, route, more, caller, client);
    }

    /** The parameter of the query, decoded; null when it is absent or empty. */
    public @Nullable String query(String name) {
        return Query.parameter(exchange.query(), name);
    }

    /** The member of a form that is the body, decoded; null when it is absent or empty. */
    public @Nullable String form(String name) {
        return Query.parameter(new String(exchange.body(), StandardCharsets.UTF_8), name);
    }

    /** The variable, of a route whose pattern has it. */
    public @Nullable String variable(String name) {
        return variables.get(name);
    }
}

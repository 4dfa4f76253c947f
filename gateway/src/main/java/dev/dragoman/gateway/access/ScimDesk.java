package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works on requests of identity providers. Who has a key for nothing else may do there what administrators may, in its own name. */
final class ScimDesk {

    private static final String ROOT = "/scim/v2";

    private final Office office;

    ScimDesk(Office office) {
        this.office = office;
    }

    /** Does something that may change records. */
    <T extends @Nullable Object> T change(Request request, Function<Desk, T> work) {
        Caller caller = request.requiredCaller();
        return office.changeFor(acting(caller), request, desk -> work.apply(named(desk, caller)));
    }

    /** Looks at records. */
    <T extends @Nullable Object> T look(Request request, Function<Desk, T> work) {
        return office.lookFor(acting(request.requiredCaller()), request, work);
    }

    private static Caller acting(Caller caller) {
        return caller.admin() ? caller : new Caller(caller.keyHash(), caller.alias(), true);
    }

    private static Desk named(Desk desk, Caller caller) {
        return caller.admin() ? desk : desk.by(caller.alias().isEmpty() ? caller.keyHash() : caller.alias());
    }

    /** The resource that a request brings. */
    static JsonObject body(Request request) {
        try {
            if (Json.parse(request.exchange().body()) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException wrong) {
            throw ScimErrors.wrong("invalidSyntax", "the request body is not valid JSON: " + wrong.getMessage());
        }
        throw ScimErrors.wrong("invalidSyntax", "the request body is no object (expected: an object)");
    }

    /** The id in the path. */
    static String id(Request request) {
        return String.valueOf(request.variable("id"));
    }

    /** The address below which resources are. */
    String base(Request request) {
        Exchange exchange = request.exchange();
        boolean told = office.settings().forwarded()
                && "https".equalsIgnoreCase(exchange.headers().first("x-forwarded-proto"));
        String host = exchange.headers().first("host");
        return host == null ? ROOT : (exchange.secure() || told ? "https://" : "http://") + host + ROOT;
    }
}

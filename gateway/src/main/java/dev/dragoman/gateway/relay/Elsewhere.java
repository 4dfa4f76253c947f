package dev.dragoman.gateway.relay;

import dev.dragoman.gateway.config.PassThrough;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server of which nothing is known but its address. */
final class Elsewhere {

    private static final String NAME = "pass_through";

    private Elsewhere() {}

    /** Where the requests of a configured path go. */
    static Aim aim(PassThrough configured) {
        URI target = URI.create(configured.target());
        Origin origin = Origin.of(target);
        String path = withoutSlash(target.getRawPath());
        String given = target.getRawQuery() == null ? "" : target.getRawQuery();
        String defaults = Queries.of(configured.defaultQuery());
        Deployment deployment = deployment(configured, origin + path);
        return asked -> {
            boolean both = configured.mergesQuery() || asked.query().isEmpty();
            String told = both ? Queries.merged(asked.query(), given) : asked.query();
            String query = Queries.merged(told, defaults);
            String whole = path + asked.path();
            return new Aim.Goal(
                    deployment, origin, (whole.isEmpty() ? "/" : whole) + Queries.marked(query), Headers.EMPTY);
        };
    }

    private static Deployment deployment(PassThrough configured, String base) {
        return new Deployment(
                NAME + configured.path(),
                configured.path(),
                provider(),
                new Target(
                        Aim.NO_MODEL,
                        configured.target(),
                        null,
                        null,
                        cost(configured),
                        ModelTraits.unknown(Aim.NO_MODEL)),
                JsonObject.EMPTY,
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                JsonObject.EMPTY,
                Deployment.AttemptTimeouts.DEFAULT,
                Deployment.Share.EVEN,
                new Deployment.Endpoints(Map.of(), Map.of(), base),
                Deployment.Turn.ANY);
    }

    /** What the operator says a request costs, for the room that reckons. */
    private static Map<String, String> cost(PassThrough configured) {
        BigDecimal cost = configured.costPerRequest();
        return cost == null ? Map.of() : Map.of("cost_per_request", cost.toString());
    }

    /** It has no credentials but those of the configured header fields. */
    private static Provider provider() {
        return new Provider(
                NAME,
                "Pass-through",
                List.of(),
                Map.of(),
                (operation, target, stream) -> {
                    throw Address.without(operation, "a path that is passed through");
                },
                (request, target, tokens) -> request,
                List.of(),
                List.of(),
                Map.of());
    }

    private static String withoutSlash(@Nullable String path) {
        String bare = path == null ? "" : path;
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }
}

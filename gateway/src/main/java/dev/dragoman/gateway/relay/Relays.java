package dev.dragoman.gateway.relay;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.config.PassThrough;
import dev.dragoman.gateway.config.RelaySettings;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.RouteTable;
import dev.dragoman.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The paths below which vendors' own APIs are found, and those that the operator configured. Thread-safe. */
public final class Relays {

    private static final String REST = "/{path*}";
    private static final List<String> GOOGLES_KEY = List.of("key");

    private final Dialects dialects;
    private final Places places;
    private final Pipeline pipeline;
    private final @Nullable String keyHeader;
    private final OtherLibrary others;
    private final Supplier<RelaySettings> settings;
    private final AtomicReference<Configured> configured = new AtomicReference<>();

    /**
     * The paths.
     *
     * @param keyHeader the header field in which clients may send their key; null for none
     * @param others files and batches at vendors that do not speak OpenAI's form of them
     * @param settings those that are in force
     */
    public Relays(
            Dialects dialects,
            Places places,
            Pipeline pipeline,
            @Nullable String keyHeader,
            OtherLibrary others,
            Supplier<RelaySettings> settings) {
        this.dialects = dialects;
        this.places = places;
        this.pipeline = pipeline;
        this.keyHeader = keyHeader;
        this.others = others;
        this.settings = settings;
    }

    /** In what errors are told. */
    public record Dialects(Dialect openai, Dialect anthropic, Dialect google) {}

    private record Configured(RelaySettings settings, RouteTable table) {}

    /** The paths that are built in. */
    public List<Route> routes() {
        List<Route> routes =
                new ArrayList<>(new LibraryRoutes(dialects.openai(), places, pipeline, keyHeader, others).all());
        add(routes, "anthropic", dialects.anthropic(), Aims.plain(places, "anthropic", "/v1/messages"), List.of());
        add(routes, "gemini", dialects.google(), Aims.gemini(places), GOOGLES_KEY);
        add(routes, "vertex_ai", dialects.google(), Aims.vertex(places), GOOGLES_KEY);
        add(routes, "vertex-ai", dialects.google(), Aims.vertex(places), GOOGLES_KEY);
        add(routes, "bedrock", dialects.openai(), Aims.bedrock(places), List.of());
        Aim cohere = Aims.plain(places, "cohere", "/compatibility/", "/v2/", "/v1/");
        add(routes, "cohere", dialects.openai(), cohere, List.of());
        add(routes, "openai", dialects.openai(), Aims.versioned(places, "openai"), List.of());
        add(routes, "openai_passthrough", dialects.openai(), Aims.versioned(places, "openai"), List.of());
        add(routes, "azure", dialects.openai(), Aims.plain(places, "azure", "/openai/"), List.of());
        add(routes, "mistral", dialects.openai(), Aims.versioned(places, "mistral"), List.of());
        add(routes, "vllm", dialects.openai(), Aims.versioned(places, "hosted_vllm"), List.of());
        return routes;
    }

    /** The paths of the configuration in force. */
    public RouteTable configured() {
        RelaySettings now = settings.get();
        Configured known = configured.get();
        if (known != null && known.settings().equals(now)) {
            return known.table();
        }
        List<Route> routes = new ArrayList<>();
        now.endpoints().forEach(endpoint -> add(routes, endpoint));
        RouteTable table = new RouteTable(routes);
        configured.set(new Configured(now, table));
        return table;
    }

    private void add(List<Route> routes, String name, Dialect dialect, Aim aim, List<String> hidden) {
        RelayEndpoint.Manner manner = new RelayEndpoint.Manner(keyHeader, true, Headers.EMPTY, hidden, true, null);
        Endpoint endpoint = new RelayEndpoint(dialect, name + "/*", aim, manner, pipeline);
        for (String method : PassThrough.METHODS) {
            routes.add(new Route(method, "/" + name + REST, Route.Access.KEY, endpoint));
        }
    }

    private void add(List<Route> routes, PassThrough configured) {
        Route.Access access = configured.needsKey() ? Route.Access.KEY : Route.Access.PUBLIC;
        Endpoint endpoint = new RelayEndpoint(
                dialects.openai(), configured.path(), Elsewhere.aim(configured), manner(configured), pipeline);
        for (String method : configured.methods()) {
            routes.add(new Route(method, configured.path(), access, endpoint));
            if (configured.subpaths()) {
                routes.add(new Route(method, configured.path() + REST, access, endpoint));
            }
        }
    }

    private RelayEndpoint.Manner manner(PassThrough configured) {
        Headers.Builder added = Headers.builder();
        configured.headers().forEach(added::set);
        return new RelayEndpoint.Manner(
                keyHeader, configured.forwardsHeaders(), added.build(), List.of(), true, configured.timeout());
    }
}

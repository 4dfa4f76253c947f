package dev.dragoman.gateway;

import static dev.dragoman.gateway.endpoint.Route.Access.ADMIN;
import static dev.dragoman.gateway.endpoint.Route.Access.KEY;
import static dev.dragoman.gateway.endpoint.Route.Access.PUBLIC;

import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.RouteTable;
import dev.dragoman.provider.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every path, its method, what answers, and who may ask. */
final class Routes {

    private Routes() {}

    /** What answers. */
    record Endpoints(
            Endpoint chat,
            Endpoint messages,
            Endpoint countTokens,
            Endpoint responses,
            Endpoint response,
            Endpoint deletedResponse,
            Endpoint responseInput,
            Endpoint cancelledResponse,
            Endpoint completions,
            Endpoint generateContent,
            Function<Operation, Endpoint> services,
            Endpoint realtime,
            Endpoint models,
            Endpoint model,
            Endpoint modelInfo,
            Endpoint modelPage,
            Endpoint modelGroups,
            Endpoint tokenCounter,
            Endpoint spendCalculation,
            Endpoint providerBudgets,
            Endpoint priceReload,
            Endpoint priceSource,
            Endpoint supportedParameters,
            Endpoint transformRequest,
            Endpoint cachePing,
            Endpoint cacheDelete,
            Endpoint cacheFlush,
            Endpoint cacheRedis,
            Endpoint routeExplain,
            Endpoint routeDryRun,
            HealthEndpoints health,
            Endpoint alive,
            Endpoint ready,
            Endpoint readyDetails,
            Endpoint metrics,
            Endpoint home,
            Endpoint openApi,
            List<Route> control,
            List<Route> spend,
            List<Route> relays,
            Supplier<@Nullable RouteTable> configured) {}

    /** What answers about the models' health. */
    record HealthEndpoints(
            Endpoint all,
            Endpoint history,
            Endpoint latest,
            Endpoint shared,
            Endpoint backlog,
            Endpoint services,
            Endpoint test) {}

    /**
     * The table.
     *
     * @param metrics who may read the metrics
     */
    static RouteTable table(Endpoints to, Route.Access metrics) {
        List<Route> all = new ArrayList<>(conversations(to));
        List.of("/v1/responses", "/responses", "/openai/v1/responses").forEach(path -> all.addAll(responses(path, to)));
        all.addAll(services(to.services()));
        for (String path : List.of("/v1/realtime", "/realtime", "/openai/v1/realtime", "/openai/realtime")) {
            all.add(new Route("GET", path, KEY, to.realtime()));
        }
        all.addAll(about(to, metrics));
        all.addAll(to.control());
        all.addAll(to.spend());
        all.addAll(to.relays()); // last: their patterns take whatever the others leave
        return new RouteTable(all, to.configured());
    }

    private static List<Route> conversations(Endpoints to) {
        return List.of(
                new Route("POST", "/v1/chat/completions", KEY, to.chat()),
                new Route("POST", "/chat/completions", KEY, to.chat()),
                new Route("POST", "/openai/deployments/{model}/chat/completions", KEY, to.chat()),
                new Route("POST", "/engines/{model}/chat/completions", KEY, to.chat()),
                new Route("POST", "/v1/messages", KEY, to.messages()),
                new Route("POST", "/v1/messages/count_tokens", KEY, to.countTokens()),
                new Route("POST", "/v1/completions", KEY, to.completions()),
                new Route("POST", "/completions", KEY, to.completions()),
                new Route("POST", "/openai/deployments/{model}/completions", KEY, to.completions()),
                new Route("POST", "/engines/{model}/completions", KEY, to.completions()),
                new Route("POST", "/v1beta/models/{call*}", KEY, to.generateContent()),
                new Route("POST", "/v1alpha/models/{call*}", KEY, to.generateContent()),
                new Route("POST", "/v1/models/{call*}", KEY, to.generateContent()),
                new Route("POST", "/models/{call*}", KEY, to.generateContent()));
    }

    private static List<Route> services(Function<Operation, Endpoint> of) {
        List<Route> routes = new ArrayList<>();
        service(routes, of, Operation.EMBEDDINGS, "/embeddings");
        service(routes, of, Operation.IMAGES, "/images/generations");
        service(routes, of, Operation.IMAGE_EDITS, "/images/edits");
        service(routes, of, Operation.IMAGE_VARIATIONS, "/images/variations");
        service(routes, of, Operation.SPEECH, "/audio/speech");
        service(routes, of, Operation.TRANSCRIPTIONS, "/audio/transcriptions");
        service(routes, of, Operation.TRANSLATIONS, "/audio/translations");
        service(routes, of, Operation.MODERATIONS, "/moderations");
        Endpoint rerank = of.apply(Operation.RERANK);
        for (String path : List.of("/rerank", "/v1/rerank", "/v2/rerank")) {
            routes.add(new Route("POST", path, KEY, rerank));
        }
        return routes;
    }

    /** The four ways by which OpenAI's and Azure's clients ask for an operation. */
    private static void service(
            List<Route> routes, Function<Operation, Endpoint> of, Operation operation, String path) {
        Endpoint endpoint = of.apply(operation);
        routes.add(new Route("POST", "/v1" + path, KEY, endpoint));
        routes.add(new Route("POST", path, KEY, endpoint));
        routes.add(new Route("POST", "/openai/deployments/{model}" + path, KEY, endpoint));
        routes.add(new Route("POST", "/engines/{model}" + path, KEY, endpoint));
    }

    private static List<Route> responses(String path, Endpoints to) {
        return List.of(
                new Route("POST", path, KEY, to.responses()),
                new Route("GET", path + "/{id}", KEY, to.response()),
                new Route("DELETE", path + "/{id}", KEY, to.deletedResponse()),
                new Route("GET", path + "/{id}/input_items", KEY, to.responseInput()),
                new Route("POST", path + "/{id}/cancel", KEY, to.cancelledResponse()));
    }

    private static List<Route> about(Endpoints to, Route.Access metrics) {
        return List.of(
                new Route("GET", "/v1/models", KEY, to.models()),
                new Route("GET", "/models", KEY, to.models()),
                new Route("GET", "/v1/models/{model*}", KEY, to.model()),
                new Route("GET", "/models/{model*}", KEY, to.model()),
                new Route("GET", "/model/info", KEY, to.modelInfo()),
                new Route("GET", "/v1/model/info", KEY, to.modelInfo()),
                new Route("GET", "/v2/model/info", KEY, to.modelPage()),
                new Route("GET", "/model_group/info", KEY, to.modelGroups()),
                new Route("POST", "/utils/token_counter", KEY, to.tokenCounter()),
                new Route("POST", "/spend/calculate", KEY, to.spendCalculation()),
                new Route("GET", "/provider/budgets", ADMIN, to.providerBudgets()),
                new Route("POST", "/reload/model_cost_map", ADMIN, to.priceReload()),
                new Route("GET", "/model/cost_map/source", ADMIN, to.priceSource()),
                new Route("GET", "/utils/supported_openai_params", KEY, to.supportedParameters()),
                new Route("POST", "/utils/transform_request", ADMIN, to.transformRequest()),
                new Route("GET", "/cache/ping", KEY, to.cachePing()),
                new Route("POST", "/cache/delete", ADMIN, to.cacheDelete()),
                new Route("POST", "/cache/flushall", ADMIN, to.cacheFlush()),
                new Route("GET", "/cache/redis/info", ADMIN, to.cacheRedis()),
                new Route("GET", "/route/explain", ADMIN, to.routeExplain()),
                new Route("POST", "/route/explain", ADMIN, to.routeDryRun()),
                new Route("GET", "/health", ADMIN, to.health().all()),
                new Route("GET", "/health/history", ADMIN, to.health().history()),
                new Route("GET", "/health/latest", ADMIN, to.health().latest()),
                new Route("GET", "/health/shared-status", ADMIN, to.health().shared()),
                new Route("GET", "/health/backlog", KEY, to.health().backlog()),
                new Route("GET", "/health/services", ADMIN, to.health().services()),
                new Route("POST", "/health/test_connection", ADMIN, to.health().test()),
                new Route("GET", "/health/liveliness", PUBLIC, to.alive()),
                new Route("GET", "/health/liveness", PUBLIC, to.alive()),
                new Route("GET", "/health/readiness", PUBLIC, to.ready()),
                new Route("GET", "/health/readiness/details", KEY, to.readyDetails()),
                new Route("GET", "/metrics", metrics, to.metrics()),
                new Route("GET", "/openapi.json", PUBLIC, to.openApi()),
                new Route("GET", "/", PUBLIC, to.home()));
    }
}

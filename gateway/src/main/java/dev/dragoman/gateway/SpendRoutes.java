package dev.dragoman.gateway;

import static dev.dragoman.gateway.endpoint.Route.Access.ADMIN;
import static dev.dragoman.gateway.endpoint.Route.Access.KEY;
import static dev.dragoman.gateway.endpoint.Route.Access.VIEW;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.endpoint.JsonEndpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.TableEndpoint;
import dev.dragoman.gateway.ledger.CostEstimate;
import dev.dragoman.gateway.ledger.report.Activity;
import dev.dragoman.gateway.ledger.report.CsvTable;
import dev.dragoman.gateway.ledger.report.DailyActivity;
import dev.dragoman.gateway.ledger.report.DailyActivity.Kind;
import dev.dragoman.gateway.ledger.report.Scope;
import dev.dragoman.gateway.ledger.report.SpendLogs;
import dev.dragoman.gateway.ledger.report.SpendReports;
import dev.dragoman.gateway.ledger.report.SpendTotals;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every path of the ledger, what answers, and who may ask. */
final class SpendRoutes {

    private final Dialect dialect;
    private final Parts parts;
    private final Function<Request, Scope> scopes;
    private final List<Route> routes = new ArrayList<>();

    /** What answers. */
    record Parts(
            SpendLogs logs,
            SpendReports reports,
            SpendTotals totals,
            Activity activity,
            DailyActivity daily,
            CostEstimate estimate) {}

    private SpendRoutes(Dialect dialect, Parts parts, Function<Request, Scope> scopes) {
        this.dialect = dialect;
        this.parts = parts;
        this.scopes = scopes;
    }

    /**
     * The paths.
     *
     * @param scopes what the caller of a request may see
     */
    static List<Route> of(Dialect dialect, Parts parts, Function<Request, Scope> scopes) {
        SpendRoutes made = new SpendRoutes(dialect, parts, scopes);
        made.logs();
        made.spend();
        made.global();
        made.activity();
        made.daily();
        return List.copyOf(made.routes);
    }

    private interface Query<T> extends BiFunction<Function<String, @Nullable String>, Scope, T> {}

    private void logs() {
        SpendLogs logs = parts.logs();
        table("/spend/logs", KEY, logs::list);
        get("/spend/logs/v2", KEY, logs::page);
        get("/spend/logs/ui", KEY, logs::page);
        get("/spend/logs/session/ui", KEY, logs::session);
        add(
                "GET",
                "/spend/logs/ui/{request_id}",
                KEY,
                request -> logs.texts(Objects.requireNonNull(request.variable("request_id")), scope(request)));
    }

    private void spend() {
        get("/spend/keys", KEY, (query, scope) -> parts.totals().keys(scope));
        get("/spend/users", KEY, parts.totals()::users);
        get("/spend/tags", KEY, parts.reports()::tags);
        add(
                "POST",
                "/cost/estimate",
                KEY,
                request -> parts.estimate().of(request.exchange().body()));
    }

    private void global() {
        SpendReports reports = parts.reports();
        get("/global/spend", VIEW, (query, scope) -> parts.totals().global());
        get("/global/spend/logs", VIEW, reports::days);
        get("/global/spend/keys", VIEW, reports::keys);
        get("/global/spend/teams", VIEW, reports::teams);
        add(
                "POST",
                "/global/spend/end_users",
                VIEW,
                request -> reports.endUsers(request.exchange().body(), scope(request)));
        get("/global/spend/models", VIEW, reports::models);
        get("/global/spend/provider", VIEW, reports::providers);
        table("/global/spend/report", VIEW, reports::report);
        get("/global/spend/tags", VIEW, reports::globalTags);
        get("/global/spend/all_tag_names", VIEW, (query, scope) -> reports.tagNames(scope));
        add("POST", "/global/spend/reset", ADMIN, request -> parts.totals().reset());
    }

    private void activity() {
        Activity activity = parts.activity();
        get("/global/activity", VIEW, activity::all);
        get("/global/activity/model", VIEW, activity::models);
        get("/global/activity/exceptions", VIEW, activity::exceptions);
        get("/global/activity/exceptions/deployment", VIEW, activity::deploymentExceptions);
        get("/global/activity/cache_hits", VIEW, activity::cacheHits);
    }

    private void daily() {
        DailyActivity daily = parts.daily();
        for (Kind kind : Kind.values()) {
            get(path(kind), KEY, (query, scope) -> daily.page(kind, query, scope));
        }
        get("/user/daily/activity/aggregated", KEY, (query, scope) -> daily.aggregated(Kind.USER, query, scope));
        get("/end_user/daily/activity", KEY, (query, scope) -> daily.page(Kind.CUSTOMER, query, scope));
    }

    private static String path(Kind kind) {
        return switch (kind) {
            case USER -> "/user/daily/activity";
            case TEAM -> "/team/daily/activity";
            case ORGANIZATION -> "/organization/daily/activity";
            case TAG -> "/tag/daily/activity";
            case CUSTOMER -> "/customer/daily/activity";
        };
    }

    private Scope scope(Request request) {
        return scopes.apply(request);
    }

    private void get(String path, Route.Access access, Query<? extends JsonValue> query) {
        add("GET", path, access, request -> query.apply(request::query, scope(request)));
    }

    private void table(String path, Route.Access access, Query<JsonArray> query) {
        routes.add(new Route(
                "GET",
                path,
                access,
                new TableEndpoint(dialect, request -> query.apply(request::query, scope(request)), CsvTable::of)));
    }

    private void add(String method, String path, Route.Access access, Function<Request, ? extends JsonValue> work) {
        routes.add(new Route(
                method,
                path,
                access,
                new JsonEndpoint(dialect, request -> JsonEndpoint.Answer.ok(work.apply(request)))));
    }
}

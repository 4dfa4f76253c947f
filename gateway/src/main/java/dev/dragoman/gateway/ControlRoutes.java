package dev.dragoman.gateway;

import static dev.dragoman.gateway.endpoint.Route.Access.ADMIN;
import static dev.dragoman.gateway.endpoint.Route.Access.KEY;
import static dev.dragoman.gateway.endpoint.Route.Access.MANAGE;

import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every path of the control plane, what answers, and who may ask. */
final class ControlRoutes {

    private final ControlPlane plane;
    private final List<Route> routes = new ArrayList<>();

    private ControlRoutes(ControlPlane plane) {
        this.plane = plane;
    }

    /** The paths. */
    static List<Route> of(ControlPlane plane) {
        ControlRoutes made = new ControlRoutes(plane);
        made.keys();
        return made.routes;
    }

    private void keys() {
        post("/key/generate", MANAGE, plane.keys()::generate);
        post("/key/service-account/generate", MANAGE, plane.keys()::generateForService);
        post("/key/update", MANAGE, plane.keys()::update);
        post("/key/bulk_update", ADMIN, plane.keys()::bulkUpdate);
        post("/key/delete", MANAGE, plane.keys()::delete);
        post("/key/block", MANAGE, plane.keys()::block);
        post("/key/unblock", MANAGE, plane.keys()::unblock);
        post("/key/regenerate", MANAGE, plane.rotation()::regenerate);
        post("/key/{key}/regenerate", MANAGE, plane.rotation()::regenerate);
        post("/key/{key}/reset_spend", MANAGE, plane.keys()::resetSpend);
        get("/key/info", KEY, plane.keyLookup()::info);
        post("/v2/key/info", KEY, plane.keyLookup()::infos);
        get("/key/list", KEY, plane.keyLookup()::list);
        get("/key/aliases", KEY, plane.keyLookup()::aliases);
    }

    private void get(String path, Route.Access access, Function<Request, ? extends JsonValue> work) {
        add("GET", path, access, work);
    }

    private void post(String path, Route.Access access, Function<Request, ? extends JsonValue> work) {
        add("POST", path, access, work);
    }

    private void add(String method, String path, Route.Access access, Function<Request, ? extends JsonValue> work) {
        Endpoint endpoint = plane.answering(work);
        routes.add(new Route(method, path, access, endpoint));
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.RouteGuard;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who may take which route: what the route itself demands, what the key is held to, and what the operator keeps for administrators.
 * A key's own restriction holds for every role.
 */
public final class RoutePolicy implements RouteGuard {

    private final Supplier<List<String>> adminOnly;

    /**
     * A policy.
     *
     * @param adminOnly paths that the operator keeps for administrators
     */
    public RoutePolicy(Supplier<List<String>> adminOnly) {
        this.adminOnly = adminOnly;
    }

    @Override
    public void admit(Route route, String path, Caller caller) {
        if (caller.grant() instanceof Entitlements grant && !grant.routes().isEmpty()) {
            held(
                    "Virtual key is not allowed to call this route. Only allowed to call routes: ",
                    grant.routes(),
                    route,
                    path);
        }
        if (caller.grant() instanceof Entitlements grant) {
            for (Terms.Routes held : grant.terms().routes()) {
                held(held.refusal(), held.allowed(), route, path);
            }
        }
        if (!caller.admin() && adminOnly.get().contains(path)) {
            throw new PermissionDeniedException(
                    ErrorDetail.of("user not allowed to access this route. Route=" + path + " is an admin only route")
                            .withType("auth_error")
                            .withCode("403"));
        }
        boolean allowed = switch (route.access()) {
            case PUBLIC, KEY -> true;
            case MANAGE -> caller.admin() || caller.role() != Role.NONE || caller.grant() != null;
            case PROVISION -> caller.admin() || isProvisioner(caller);
            case VIEW -> caller.role().seesAll();
            case ADMIN -> caller.admin();
        };
        if (!allowed) {
            throw denied(path, caller);
        }
    }

    /** Nobody but administrators can give a key these routes. */
    private static boolean isProvisioner(Caller caller) {
        return caller.grant() instanceof Entitlements grant
                && grant.userId() == null
                && grant.teamId() == null
                && !grant.routes().isEmpty()
                && grant.routes().stream().allMatch(KeyRules::isProvisioning);
    }

    private static void held(String refusal, List<String> allowed, Route route, String path) {
        if (isAmong(allowed, path, route.pattern(), route.access() == Route.Access.KEY)) {
            return;
        }
        throw new PermissionDeniedException(ErrorDetail.of(refusal + quoted(allowed) + ". Tried to call route: " + path)
                .withType("auth_error")
                .withCode("403"));
    }

    /** Whether a path, of a route of that pattern, is among those of a list of paths and names of groups of them. */
    static boolean isAmong(List<String> allowed, String path, String pattern, boolean forKeys) {
        for (String one : allowed) {
            if (one.equals(path)
                    || one.equals(pattern)
                    || covers(one, path)
                    || RouteGroups.has(one, pattern, forKeys)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String allowed, String path) {
        return allowed.endsWith("*") && path.startsWith(allowed.substring(0, allowed.length() - 1));
    }

    private static String quoted(List<String> routes) {
        return routes.stream().map(one -> "'" + one + "'").collect(java.util.stream.Collectors.joining(", ", "[", "]"));
    }

    private static AuthenticationException denied(String path, Caller caller) {
        Role role = caller.role();
        return new AuthenticationException(ErrorDetail.of("Authentication Error, Only proxy admin can be used to"
                        + " generate, delete, update info for new keys/users/teams. Route=" + path + ". Your role="
                        + (role == Role.NONE ? "unknown" : role.value()) + ". Your user_id="
                        + (caller.userId() == null ? "unknown" : caller.userId()))
                .withType("auth_error")
                .withCode("401"));
    }
}

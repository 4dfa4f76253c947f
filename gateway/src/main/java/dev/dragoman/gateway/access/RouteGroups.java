package dev.dragoman.gateway.access;

import java.util.List;
import java.util.Set;

/** LiteLLM's names for routes that belong together, as {@code allowed_routes} of a key may have them. */
final class RouteGroups {

    private static final Set<String> INFO = Set.of(
            "/key/info",
            "/key/health",
            "/team/info",
            "/team/list",
            "/v2/team/list",
            "/organization/list",
            "/team/available",
            "/user/info",
            "/v2/user/info",
            "/model/info",
            "/v1/model/info",
            "/v2/model/info",
            "/v2/key/info",
            "/model_group/info",
            "/health",
            "/health/services",
            "/key/list",
            "/models",
            "/v1/models");
    private static final List<String> MANAGEMENT = List.of(
            "/key/", "/v2/key/", "/user/", "/v2/user/", "/team/", "/v2/team/", "/model/", "/jwt/", "/organization/");
    private static final List<String> SPEND = List.of("/spend/", "/cost/");
    private static final List<String> GLOBAL_SPEND = List.of("/global/");
    private static final List<String> OWN = List.of(
            "/key/",
            "/v2/",
            "/user/",
            "/team/",
            "/organization/",
            "/customer/",
            "/end_user/",
            "/budget/",
            "/tag/",
            "/invitation/",
            "/onboarding/",
            "/audit",
            "/spend/",
            "/cost/",
            "/global/",
            "/model/",
            "/model_group/",
            "/health",
            "/cache/",
            "/route/",
            "/utils/",
            "/provider/",
            "/reload/",
            "/metrics",
            "/scim/",
            "/sso/",
            "/jwt/",
            "/get/",
            "/add/",
            "/update/",
            "/delete/",
            "/config/",
            "/login",
            "/credentials");

    private RouteGroups() {}

    /**
     * Whether a route belongs to the group of that name.
     *
     * @param forKeys whether anybody with a key may take it
     */
    static boolean has(String group, String pattern, boolean forKeys) {
        return switch (group) {
            case "llm_api_routes", "openai_routes", "anthropic_routes", "google_routes", "mapped_pass_through_routes" ->
                forKeys && (!begins(pattern, OWN) || pattern.endsWith("/models"));
            case "info_routes" ->
                INFO.contains(pattern) || pattern.startsWith("/v1/models") || pattern.startsWith("/models");
            case "management_routes" -> begins(pattern, MANAGEMENT) || pattern.equals("/spend/logs");
            case "spend_tracking_routes" -> begins(pattern, SPEND);
            case "global_spend_tracking_routes" -> begins(pattern, GLOBAL_SPEND);
            default -> false;
        };
    }

    private static boolean begins(String pattern, List<String> prefixes) {
        return prefixes.stream().anyMatch(pattern::startsWith);
    }
}

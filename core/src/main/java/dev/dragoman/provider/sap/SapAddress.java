package dev.dragoman.provider.sap;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** The orchestration of a resource group; where no deployment is named, the running one is asked for when a call is signed. */
final class SapAddress implements Address {

    /** Stands for the deployment that is running. */
    static final String RUNNING = "/deployments/-/";

    private static final String EXAMPLE = "https://api.ai.prod.eu-central-1.aws.ml.hana.ondemand.com";
    private static final String METHOD = "/v2/completion";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String method = switch (operation) {
            case CHAT -> METHOD;
            default -> throw Address.without(operation, "SAP");
        };
        BaseAddress base = BaseAddress.of(SapService.of(target).baseUrl(), EXAMPLE);
        return new Endpoint(
                Origin.of(base.uri()),
                path(base.path(), target) + method,
                Headers.of("ai-resource-group", group(target)));
    }

    static String group(Target target) {
        String group = target.setting(SapService.RESOURCE_GROUP);
        return group == null || group.isBlank() ? "default" : group.strip();
    }

    /** The base with the version of the API, which users give with or without it. */
    static String versioned(String base) {
        return base.endsWith("/v2") ? base : base + "/v2";
    }

    private static String path(String base, Target target) {
        if (base.contains("/deployments/")) {
            return base.endsWith(METHOD) ? base.substring(0, base.length() - METHOD.length()) : base;
        }
        String deployment = target.setting("deployment_id");
        String inference = versioned(base) + "/inference";
        return deployment == null || deployment.isBlank()
                ? inference + RUNNING.substring(0, RUNNING.length() - 1)
                : inference + "/deployments/" + Percent.encoded(deployment.strip(), Percent.UNRESERVED);
    }
}

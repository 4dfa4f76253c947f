package dev.dragoman.provider.azure;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Both styles of Azure's addresses: a path per deployment with a dated version, and the newer {@code /openai/v1}.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/reference">Azure OpenAI: REST reference</a>
 */
final class AzureAddress implements Address {

    /** Used when none is configured, as by LiteLLM. */
    static final String DEFAULT_VERSION = "2025-02-01-preview";

    private static final String EXAMPLE = "https://my-resource.openai.azure.com";
    private static final String DEPLOYMENTS = "/openai/deployments/";
    private static final String RELAY_HOST = "gateway.ai.cloudflare.com";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        if (target.apiBase() == null || target.apiBase().isBlank()) {
            throw new IllegalArgumentException("api_base: missing (expected: the resource's address, such as " + EXAMPLE
                    + ", or AZURE_API_BASE in the environment)");
        }
        BaseAddress base = BaseAddress.of(target.apiBase(), EXAMPLE);
        String action = switch (operation) {
            case CHAT -> "/chat/completions";
        };
        return new Endpoint(Origin.of(base.uri()), path(base, target, action) + query(base, target), Headers.EMPTY);
    }

    private static String path(BaseAddress base, Target target, String action) {
        if (base.path().contains(DEPLOYMENTS) || base.path().endsWith("/openai/v1")) {
            return base.with(action);
        }
        if (RELAY_HOST.equals(base.uri().getHost())) {
            return base.path() + "/" + deployment(target) + action;
        }
        return isCurrent(target.apiVersion())
                ? base.path() + "/openai/v1" + action
                : base.path() + DEPLOYMENTS + deployment(target) + action;
    }

    private static String query(BaseAddress base, Target target) {
        if (base.query().contains("api-version=")) {
            return "?" + base.query();
        }
        String version = version(base, target);
        String own = base.query().isEmpty() ? "" : base.query() + "&";
        if (version == null) {
            return own.isEmpty() ? "" : "?" + base.query();
        }
        return "?" + own + "api-version=" + version;
    }

    private static @Nullable String version(BaseAddress base, Target target) {
        String version = target.apiVersion();
        if (isCurrent(version) || base.path().endsWith("/openai/v1")) {
            return "preview".equals(version) ? version : null;
        }
        return version == null ? DEFAULT_VERSION : version;
    }

    /** Whether the version names the newer style, which needs no date. */
    static boolean isCurrent(@Nullable String version) {
        return "v1".equals(version) || "latest".equals(version) || "preview".equals(version);
    }

    private static String deployment(Target target) {
        String name = AzureDeployment.name(target.model());
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

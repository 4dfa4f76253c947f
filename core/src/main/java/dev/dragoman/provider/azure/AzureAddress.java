package dev.dragoman.provider.azure;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import dev.dragoman.provider.completions.OpenAiPaths;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Both styles of Azure's addresses: a path per deployment with a dated version, and the newer {@code /openai/v1}.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/reference">Azure OpenAI: REST reference</a>
 */
final class AzureAddress implements Address {

    /** Used when none is configured, as by LiteLLM. */
    static final String DEFAULT_VERSION = "2025-02-01-preview";

    /** The same for sessions. */
    private static final String REALTIME_VERSION = "2024-10-01-preview";

    private static final String EXAMPLE = "https://my-resource.openai.azure.com";
    private static final String OPENAI = "/openai";
    private static final String DEPLOYMENTS = "/deployments/";
    private static final String VERSION = "api-version=";
    private static final String RELAY_HOST = "gateway.ai.cloudflare.com";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        if (target.apiBase() == null || target.apiBase().isBlank()) {
            throw new IllegalArgumentException("api_base: missing (expected: the resource's address, such as " + EXAMPLE
                    + ", or AZURE_API_BASE in the environment)");
        }
        BaseAddress base = BaseAddress.of(target.apiBase(), EXAMPLE);
        if (operation == Operation.RESPONSES && !RELAY_HOST.equals(base.uri().getHost())) {
            return responses(base, target);
        }
        if (operation == Operation.REALTIME) {
            return realtime(base, target);
        }
        return new Endpoint(Origin.of(base.uri()), path(base, target, operation) + query(base, target), Headers.EMPTY);
    }

    /** Sessions are opened in the older style, which names the deployment in the query, unless the newer one is chosen. */
    private static Endpoint realtime(BaseAddress base, Target target) {
        String action = OpenAiPaths.of(Operation.REALTIME);
        if (isCurrentRealtime(base, target)) {
            return new Endpoint(
                    Origin.of(base.uri()), root(base) + "/v1" + action + query(base.query(), null), Headers.EMPTY);
        }
        String queried = queried(base.query());
        String given = queried == null ? target.apiVersion() : queried;
        String version = given == null || given.isBlank() ? REALTIME_VERSION : given;
        String query = query(base.query(), version) + "&deployment=" + deployment(target);
        return new Endpoint(Origin.of(base.uri()), root(base) + action + query, Headers.EMPTY);
    }

    private static boolean isCurrentRealtime(BaseAddress base, Target target) {
        String protocol = target.setting("realtime_protocol");
        if (protocol == null || protocol.isBlank()) {
            return isCurrent(target.apiVersion()) || isCurrentPath(base);
        }
        return switch (protocol.strip().toLowerCase(Locale.ROOT)) {
            case "ga", "v1" -> true;
            case "beta" -> false;
            default ->
                throw new IllegalArgumentException(
                        "realtime_protocol: \"" + protocol + "\" (expected: beta, GA or v1)");
        };
    }

    /** Responses have no path of a deployment. */
    private static Endpoint responses(BaseAddress base, Target target) {
        String action = OpenAiPaths.of(Operation.RESPONSES);
        String version = versionOfResponses(target);
        String root = root(base);
        String path = version == null ? root + "/v1" + action : root + action;
        String added = version == null ? currentVersion(base, target) : version;
        return new Endpoint(Origin.of(base.uri()), path + query(base.query(), added), Headers.EMPTY);
    }

    /** The query of the base with that version in the place of its own. */
    private static String query(String query, @Nullable String version) {
        StringBuilder all = new StringBuilder();
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty() && !parameter.startsWith(VERSION)) {
                all.append(all.isEmpty() ? '?' : '&').append(parameter);
            }
        }
        if (version != null) {
            all.append(all.isEmpty() ? '?' : '&')
                    .append(VERSION)
                    .append(URLEncoder.encode(version, StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    /** The path up to Azure's part of it, whatever the base says behind it. */
    private static String root(BaseAddress base) {
        int own = base.path().indexOf(OPENAI);
        return own < 0 ? base.path() + OPENAI : base.path().substring(0, own + OPENAI.length());
    }

    private static @Nullable String currentVersion(BaseAddress base, Target target) {
        String queried = queried(base.query());
        return "preview".equals(queried == null ? target.apiVersion() : queried) ? "preview" : null;
    }

    /** The dated version in which responses are asked for; null for the newer style, also where no version is named. */
    static @Nullable String versionOfResponses(Target target) {
        String base = target.apiBase();
        String queried =
                base == null ? null : queried(BaseAddress.of(base, EXAMPLE).query());
        String version = queried == null ? target.apiVersion() : queried;
        boolean named = version != null && !version.isBlank() && !isCurrent(version);
        return named && !(base != null && isCurrentPath(BaseAddress.of(base, EXAMPLE))) ? version : null;
    }

    private static String path(BaseAddress base, Target target, Operation operation) {
        if (isWhole(base)) {
            return base.of(operation);
        }
        String action = OpenAiPaths.of(operation);
        if (RELAY_HOST.equals(base.uri().getHost())) {
            return base.path() + "/" + deployment(target) + action;
        }
        String root = base.path().endsWith(OPENAI) ? base.path() : base.path() + OPENAI;
        return isCurrent(target.apiVersion())
                ? root + "/v1" + action
                : root + DEPLOYMENTS + deployment(target) + action;
    }

    /** Whether the base names a deployment, or the newer style, already. */
    private static boolean isWhole(BaseAddress base) {
        return base.path().contains(OPENAI + DEPLOYMENTS) || isCurrentPath(base);
    }

    private static boolean isCurrentPath(BaseAddress base) {
        return base.path().endsWith(OPENAI + "/v1") || base.path().contains(OPENAI + "/v1/");
    }

    private static String query(BaseAddress base, Target target) {
        String version = queried(base.query()) == null ? wanted(base, target) : null;
        String added = version == null ? "" : "api-version=" + URLEncoder.encode(version, StandardCharsets.UTF_8);
        String both = base.query() + (base.query().isEmpty() || added.isEmpty() ? "" : "&") + added;
        return both.isEmpty() ? "" : "?" + both;
    }

    private static @Nullable String wanted(BaseAddress base, Target target) {
        String version = target.apiVersion();
        if (isCurrent(version) || isCurrentPath(base)) {
            return "preview".equals(version) ? version : null;
        }
        return version == null || version.isBlank() ? DEFAULT_VERSION : version;
    }

    /** The dated version of the interface that a request will meet; null for the newer style, which has none. */
    static @Nullable String version(Target target) {
        BaseAddress base = target.apiBase() == null ? null : BaseAddress.of(target.apiBase(), EXAMPLE);
        String queried = base == null ? null : queried(base.query());
        if (queried != null) {
            return isCurrent(queried) ? null : queried;
        }
        boolean current = isCurrent(target.apiVersion()) || base != null && isCurrentPath(base);
        String version = target.apiVersion();
        return current ? null : version == null || version.isBlank() ? DEFAULT_VERSION : version;
    }

    private static @Nullable String queried(String query) {
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith("api-version=")) {
                return parameter.substring("api-version=".length());
            }
        }
        return null;
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

package dev.dragoman.provider.foundry;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import dev.dragoman.provider.completions.OpenAiPaths;

/**
 * A resource, whose models stand below {@code /models} with a dated version, or a server for one model, whose path is taken as it
 * is.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/aifoundry/modelinference/">Microsoft: Azure AI model inference</a>
 */
final class AzureAiAddress implements Address {

    /** Used at a resource when none is configured. */
    private static final String VERSION = "2024-05-01-preview";

    private static final String EXAMPLE = "https://my-resource.services.ai.azure.com";
    private static final String RESOURCE = ".services.ai.azure.com";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String action = OpenAiPaths.of(operation);
        boolean versioned = operation != Operation.RERANK || isVersion(bare(base(target), operation));
        return at(versioned ? action : "/v1" + action, operation, target);
    }

    /** The endpoint of an action that is no operation of its own. */
    Endpoint at(String action, Operation operation, Target target) {
        BaseAddress base = base(target);
        String bare = bare(base, operation);
        boolean resource = isResource(target) && bare.isEmpty() && operation != Operation.RERANK;
        String path = (resource ? "/models" : bare) + action;
        return new Endpoint(
                Origin.of(base.uri()), path + query(base, target, resource || bare.endsWith("/models")), Headers.EMPTY);
    }

    /** Whether the address is that of a resource, which takes its keys in a field of their own. */
    static boolean isResource(Target target) {
        String host = base(target).uri().getHost();
        return host.endsWith(RESOURCE)
                || host.endsWith(".openai.azure.com")
                || host.endsWith(".cognitiveservices.azure.com");
    }

    private static boolean isVersion(String path) {
        return path.endsWith("/v1") || path.endsWith("/v2");
    }

    static BaseAddress base(Target target) {
        String told = target.apiBase();
        if (told == null || told.isBlank()) {
            throw new IllegalArgumentException(
                    "api_base: missing for Azure AI Foundry (expected: the resource's address," + " such as " + EXAMPLE
                            + ", or AZURE_AI_API_BASE in the environment)");
        }
        return BaseAddress.of(told, EXAMPLE);
    }

    /** Users give the address of chat, or of the operation itself, as well. */
    private static String bare(BaseAddress base, Operation operation) {
        String whole = base.of(operation);
        return whole.substring(0, whole.length() - OpenAiPaths.of(operation).length());
    }

    private static String query(BaseAddress base, Target target, boolean needed) {
        String told = target.apiVersion();
        String version = told != null && !told.isBlank() ? told.strip() : needed ? VERSION : null;
        if (version == null || base.query().contains("api-version=")) {
            return base.query().isEmpty() ? "" : "?" + base.query();
        }
        String added = "api-version=" + Percent.encoded(version, Percent.UNRESERVED);
        return "?" + (base.query().isEmpty() ? added : base.query() + "&" + added);
    }
}

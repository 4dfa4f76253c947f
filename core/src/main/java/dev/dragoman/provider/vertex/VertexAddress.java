package dev.dragoman.provider.vertex;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The address of a model below its project and location. A base that names a model's resource, or any path that does not end
 * with a version, stands for the model itself.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/learn/locations">Google: Locations</a>
 */
final class VertexAddress implements Address {

    /** What stays as it is in names that are one part of a path. */
    static final String PLAIN = Percent.UNRESERVED + "@";

    private final @Nullable String version;

    /** Addresses of a version of the interface; null for the one that the model needs. */
    VertexAddress(@Nullable String version) {
        this.version = version;
    }

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        VertexFamily family = VertexFamily.of(target.model());
        VertexPlace place = VertexPlace.of(target);
        URI base = base(place, target.apiBase());
        String model = path(base, place, family, target);
        String path = switch (operation) {
            case CHAT -> model + method(family, stream);
            case EMBEDDINGS, IMAGES, IMAGE_EDITS -> model + VertexServices.method(operation, target.model());
            case COUNT_TOKENS -> counting(model, family);
            default -> throw Address.without(operation, "Vertex AI");
        };
        return new Endpoint(Origin.of(base), path, requestType(target));
    }

    /** Claude's tokens are counted by something that is called like a model. */
    private static String counting(String model, VertexFamily family) {
        return family == VertexFamily.CLAUDE
                ? model.substring(0, model.lastIndexOf('/') + 1) + "count-tokens:rawPredict"
                : model + ":countTokens";
    }

    private static URI base(VertexPlace place, @Nullable String told) {
        String base = told == null || told.isBlank() ? place.host() : told.strip();
        try {
            return URI.create(base);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "api_base: \"" + base + "\" (expected: an address such as " + place.host() + ")", wrong);
        }
    }

    private String path(URI base, VertexPlace place, VertexFamily family, Target target) {
        String path = withoutMethod(withoutSlash(base.getRawPath()));
        if (path.contains("/models/") || path.contains("/endpoints/")) {
            return path;
        }
        if (path.contains("/projects/")) {
            return path + resource(family, target.model());
        }
        if (path.isEmpty()) {
            return "/" + version(family, target) + place.path() + resource(family, target.model());
        }
        boolean endsWithVersion = path.endsWith("/v1") || path.endsWith("/v1beta1");
        return endsWithVersion ? path + place.path() + resource(family, target.model()) : path;
    }

    private String version(VertexFamily family, Target target) {
        String told = target.apiVersion();
        if (told != null && !told.isBlank()) {
            return told.strip();
        }
        if (version != null) {
            return version;
        }
        boolean early = target.model().contains("preview") || target.model().contains("-exp");
        return family == VertexFamily.AI21 || early ? "v1beta1" : "v1";
    }

    private static String resource(VertexFamily family, String model) {
        String id = Percent.encoded(family.id(model), VertexAddress.PLAIN);
        return switch (family) {
            case GEMINI -> "/publishers/google/models/" + id;
            case CLAUDE -> "/publishers/anthropic/models/" + id;
            case MISTRAL -> "/publishers/mistralai/models/" + id;
            case AI21 -> "/publishers/ai21/models/" + id;
            case TUNED_GEMINI, ENDPOINT -> "/endpoints/" + id;
            case OPEN -> "/endpoints/openapi";
        };
    }

    private static String method(VertexFamily family, boolean stream) {
        return switch (family) {
            case GEMINI, TUNED_GEMINI -> stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
            case CLAUDE, MISTRAL, AI21 -> stream ? ":streamRawPredict" : ":rawPredict";
            case OPEN, ENDPOINT -> "/chat/completions";
        };
    }

    /** Whether throughput that was bought before is used, alone or not at all. */
    private static Headers requestType(Target target) {
        String type = target.setting("vertex_request_type");
        return type == null ? Headers.EMPTY : Headers.of("x-vertex-ai-llm-request-type", type);
    }

    private static String withoutMethod(String path) {
        if (path.endsWith("/chat/completions")) {
            return path.substring(0, path.length() - "/chat/completions".length());
        }
        int method = path.lastIndexOf(':');
        return method > path.lastIndexOf('/') ? path.substring(0, method) : path;
    }

    private static String withoutSlash(@Nullable String path) {
        String bare = path == null ? "" : path;
        while (bare.endsWith("/")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return bare;
    }
}

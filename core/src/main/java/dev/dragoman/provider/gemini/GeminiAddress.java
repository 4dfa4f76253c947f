package dev.dragoman.provider.gemini;

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
 * The address of a model: {@code {base}/{version}/models/{model}:{operation}}. A base that names a path of its own is taken
 * as it is, version included.
 */
final class GeminiAddress implements Address {

    private static final String BASE = "https://generativelanguage.googleapis.com";
    private static final String VERSION = "v1beta";
    private static final String PLAIN = "-._~/";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        URI base = base(target.apiBase());
        String path = withVersion(withoutSlash(base.getRawPath()), target.apiVersion());
        String method = switch (operation) {
            case CHAT -> stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
            case COUNT_TOKENS -> ":countTokens";
            case EMBEDDINGS -> ":batchEmbedContents";
            case IMAGES, IMAGE_EDITS -> GeminiServices.isImagen(target.model()) ? ":predict" : ":generateContent";
            default -> throw Address.without(operation, "Gemini");
        };
        return new Endpoint(Origin.of(base), withModel(path, target.model()) + method, Headers.EMPTY);
    }

    private static URI base(@Nullable String told) {
        String base = told == null || told.isBlank() ? BASE : told.strip();
        try {
            return URI.create(base);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "api_base \"" + base + "\" (expected: an address such as " + BASE + ")", wrong);
        }
    }

    private static String withVersion(String path, @Nullable String version) {
        return path.isEmpty() ? "/" + (version == null || version.isBlank() ? VERSION : version.strip()) : path;
    }

    /** A base may name the model already, as the address of a gateway for one model does. */
    private static String withModel(String path, String model) {
        int method = path.lastIndexOf(':');
        String bare = method > path.lastIndexOf('/') ? path.substring(0, method) : path;
        if (bare.contains("/models/") || bare.contains("/tunedModels/")) {
            return bare;
        }
        return bare + "/" + resource(model);
    }

    private static String resource(String model) {
        boolean named = model.startsWith("models/") || model.startsWith("tunedModels/");
        String plain = model.startsWith("gemma/") ? model.substring("gemma/".length()) : model;
        return Percent.encoded(named ? plain : "models/" + plain, PLAIN);
    }

    private static String withoutSlash(@Nullable String path) {
        String bare = path == null ? "" : path;
        while (bare.endsWith("/")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return bare;
    }
}

package dev.dragoman.provider.ollama;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Where a server of Ollama is. A base address may be given with or without the path of the interface behind it. */
final class OllamaAddress implements Address {

    private static final String LOCAL = "http://localhost:11434";
    private static final String API = "/api";
    private static final Headers WHOLE = Headers.of("accept", "application/json");
    private static final Headers STREAMED = Headers.of("accept", "application/x-ndjson");

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String configured = target.apiBase();
        BaseAddress base = BaseAddress.of(configured == null || configured.isBlank() ? LOCAL : configured, LOCAL);
        String action = switch (operation) {
            case CHAT -> "/chat";
            default -> throw Address.without(operation, "Ollama");
        };
        String query = base.query().isEmpty() ? "" : "?" + base.query();
        return new Endpoint(Origin.of(base.uri()), path(base, action) + query, stream ? STREAMED : WHOLE);
    }

    private static String path(BaseAddress base, String action) {
        String path = base.path();
        if (path.endsWith("/v1")) {
            throw new IllegalArgumentException("api_base: \"" + base.uri() + "\" (expected: such as " + LOCAL
                    + "; what is at /v1 speaks OpenAI's format, to be named openai_like/<model>)");
        }
        return path.endsWith(API) || path.endsWith(API + action) ? base.with(action) : path + API + action;
    }
}

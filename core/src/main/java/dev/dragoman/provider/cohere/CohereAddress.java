package dev.dragoman.provider.cohere;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import org.jspecify.annotations.Nullable;

/** Where Cohere's API is. A base address may be given with or without the version and the operation behind it. */
final class CohereAddress implements Address {

    private static final String BASE = "https://api.cohere.com";
    private static final String VERSION = "/v2";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String configured = target.apiBase();
        BaseAddress base = BaseAddress.of(configured == null || isHome(configured) ? BASE : configured, BASE);
        String action = switch (operation) {
            case CHAT -> "/chat";
            default -> throw Address.without(operation, "Cohere");
        };
        String query = base.query().isEmpty() ? "" : "?" + base.query();
        return new Endpoint(Origin.of(base.uri()), path(base, action) + query, Headers.EMPTY);
    }

    /** Whether no other address is configured. */
    static boolean isHome(@Nullable String apiBase) {
        return apiBase == null || apiBase.isBlank();
    }

    private static String path(BaseAddress base, String action) {
        String path = base.path();
        if (path.endsWith("/v1") || path.endsWith("/v1" + action)) {
            throw new IllegalArgumentException("api_base: \"" + base.uri() + "\" (expected: such as " + BASE
                    + ", for chat is spoken in version 2)");
        }
        return path.endsWith(VERSION) || path.endsWith(VERSION + action) ? base.with(action) : path + VERSION + action;
    }
}

package dev.dragoman.provider.cohere;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where Cohere's API is. A base address may be given with or without the version and the operation behind it. */
final class CohereAddress implements Address {

    private static final String BASE = "https://api.cohere.com";
    private static final String VERSION = "/v2";

    /** Of the first version only the ranking is used, where an address names it. */
    private static final String FIRST = "/v1";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String configured = target.apiBase();
        BaseAddress base = BaseAddress.of(configured == null || isHome(configured) ? BASE : configured, BASE);
        String action = action(operation);
        String query = base.query().isEmpty() ? "" : "?" + base.query();
        return new Endpoint(Origin.of(base.uri()), path(base, action) + query, Headers.EMPTY);
    }

    /** Whether no other address is configured. */
    static boolean isHome(@Nullable String apiBase) {
        return apiBase == null || apiBase.isBlank();
    }

    /** Whether the first version of the interface is configured, in which documents are put in order too. */
    static boolean isFirst(@Nullable String apiBase) {
        return !isHome(apiBase)
                && bare(BaseAddress.of(apiBase == null ? BASE : apiBase, BASE)).endsWith(FIRST);
    }

    private static String action(Operation operation) {
        return switch (operation) {
            case CHAT -> "/chat";
            case EMBEDDINGS -> "/embed";
            case RERANK -> "/rerank";
            default -> throw Address.without(operation, "Cohere");
        };
    }

    /** Users give the address of another operation as well. */
    private static String bare(BaseAddress base) {
        String path = base.path();
        for (Operation operation : List.of(Operation.CHAT, Operation.EMBEDDINGS, Operation.RERANK)) {
            if (path.endsWith(action(operation))) {
                return path.substring(0, path.length() - action(operation).length());
            }
        }
        return path;
    }

    private static String path(BaseAddress base, String action) {
        String path = bare(base);
        boolean ranks = base.path().endsWith(FIRST + "/rerank");
        if (ranks && !action.equals("/rerank")) {
            return path.substring(0, path.length() - FIRST.length()) + VERSION + action;
        }
        if (path.endsWith(FIRST) && !ranks) {
            throw new IllegalArgumentException("api_base: \"" + base.uri() + "\" (expected: such as " + BASE
                    + ", for chat is spoken in version 2)");
        }
        return (path.endsWith(VERSION) || ranks ? path : path + VERSION) + action;
    }
}

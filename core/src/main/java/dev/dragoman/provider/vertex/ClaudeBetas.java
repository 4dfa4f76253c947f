package dev.dragoman.provider.vertex;

import dev.dragoman.http.Headers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The beta features of Anthropic's API that Vertex AI knows: it refuses a call that announces another. */
final class ClaudeBetas {

    private static final String HEADER = "anthropic-beta";
    private static final List<String> UNKNOWN = List.of(
            "files-api-",
            "mcp-client-",
            "mcp-servers-",
            "code-execution-",
            "skills-",
            "fast-mode-",
            "structured-outputs-",
            "oauth-",
            "web-fetch-",
            "claude-code-",
            "prompt-caching-scope-");

    private ClaudeBetas() {}

    /** The feature's name here, or null when it is not known. */
    static @Nullable String here(String beta) {
        if (beta.startsWith("advanced-tool-use-")) {
            return "tool-search-tool-2025-10-19";
        }
        return UNKNOWN.stream().anyMatch(beta::startsWith) ? null : beta;
    }

    /** The header fields, announcing only what is known. */
    static Headers known(Headers headers) {
        if (!headers.contains(HEADER)) {
            return headers;
        }
        Set<String> known = new LinkedHashSet<>();
        for (String value : headers.all(HEADER)) {
            for (String beta : value.split(",", -1)) {
                String here = beta.isBlank() ? null : here(beta.strip());
                if (here != null) {
                    known.add(here);
                }
            }
        }
        Headers.Builder announced = headers.toBuilder().remove(HEADER);
        return (known.isEmpty() ? announced : announced.add(HEADER, String.join(",", known))).build();
    }
}

package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which fields exist only for a request that names their beta in {@code anthropic-beta}. */
final class BetaRules {

    private static final Map<String, List<String>> FIELDS = Map.of(
            "context_management", List.of("context-management-", "compact-"),
            "mcp_servers", List.of("mcp-client-"),
            "output_format", List.of("structured-outputs-"),
            "compaction", List.of("compact"),
            "fallbacks", List.of("fallback", "server-side-fallback"),
            "fallback_credit_token", List.of("fallback"),
            "thread", List.of("thread"),
            "billing_policy", List.of("billing", "user-profiles"));

    private BetaRules() {}

    /** The betas that a request names. */
    static List<String> betas(RecordedRequest request) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("anthropic-beta"))
                .map(Header::value)
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    static void require(JsonNode body, RecordedRequest request) {
        List<String> betas = betas(request);
        for (String field : body.propertyNames()) {
            List<String> needed = FIELDS.getOrDefault(field, List.of());
            if (!needed.isEmpty()
                    && betas.stream().noneMatch(beta -> needed.stream().anyMatch(beta::startsWith))) {
                throw AnthropicRefusal.badRequest(field + ": Extra inputs are not permitted");
            }
        }
    }
}

package dev.dragoman.provider.bedrock;

import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Announces the beta features of Anthropic's API in the body, where Bedrock looks for them, before the request is signed; those
 * that it refuses are left out.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html">AWS:
 *     Anthropic Claude Messages API</a>
 */
record ClaudeBetas(Credentials aws) implements Credentials {

    private static final String HEADER = "anthropic-beta";
    private static final String MEMBER = "anthropic_beta";
    private static final List<String> KNOWN = List.of(
            "computer-use-",
            "token-efficient-tools-",
            "interleaved-thinking-",
            "output-128k-",
            "dev-full-thinking-",
            "context-1m-",
            "context-management-",
            "effort-",
            "tool-search-tool-",
            "tool-examples-",
            "compact-");

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        return aws.sign(inBody(request), target, tokens);
    }

    /** The request with its announcements where Bedrock looks for them. */
    static UpstreamRequest inBody(UpstreamRequest request) {
        Headers headers = request.headers();
        Headers plain = headers.toBuilder()
                .remove(HEADER)
                .remove("anthropic-version")
                .remove("x-api-key")
                .build();
        UpstreamRequest bare = request.withHeaders(plain);
        return headers.contains(HEADER) ? announced(bare, headers.all(HEADER)) : bare;
    }

    private static UpstreamRequest announced(UpstreamRequest request, List<String> lists) {
        JsonBody body = JsonBody.parse(request.body().toBytes());
        Set<String> betas = new LinkedHashSet<>();
        if (!body.isNull(MEMBER) && body.value(MEMBER) instanceof JsonArray told) {
            for (JsonValue beta : told) {
                betas.add(beta instanceof JsonString text ? text.value() : beta.toJson());
            }
        }
        for (String list : lists) {
            for (String beta : list.split(",", -1)) {
                addKnown(beta.strip(), betas);
            }
        }
        JsonBody announced = betas.isEmpty() ? body : body.with(MEMBER, JsonArray.ofStrings(List.copyOf(betas)));
        return new UpstreamRequest(
                request.method(), request.origin(), request.target(), request.headers(), announced.toBody());
    }

    private static void addKnown(String beta, Set<String> betas) {
        if (beta.startsWith("advanced-tool-use-")) {
            betas.add("tool-search-tool-2025-10-19");
        } else if (KNOWN.stream().anyMatch(beta::startsWith)) {
            betas.add(beta);
        }
    }
}

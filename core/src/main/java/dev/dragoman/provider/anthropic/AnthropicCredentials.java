package dev.dragoman.provider.anthropic;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a key, or a token of a signed-in user, on a request. A token comes as the setting {@code auth_token}, or as a key that
 * begins like one.
 */
final class AnthropicCredentials implements Credentials {

    private static final String USER_TOKEN = "sk-ant-oat";
    private static final List<String> USER_BETA = List.of("oauth-2025-04-20");

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = filled(target.apiKey());
        String token = filled(target.setting("auth_token"));
        if (key != null && !key.startsWith(USER_TOKEN)) {
            Headers.Builder headers = request.headers().toBuilder().set("x-api-key", key);
            return request.withHeaders(headers.build());
        }
        String bearer = key == null ? token : key;
        if (bearer == null) {
            throw missing(target);
        }
        return request.withHeaders(bearer(request.headers(), bearer));
    }

    private static Headers bearer(Headers headers, String token) {
        Headers signed = headers.toBuilder()
                .remove("x-api-key")
                .set("authorization", "Bearer " + token)
                .build();
        if (!token.startsWith(USER_TOKEN)) {
            return signed;
        }
        return AnthropicBetas.announce(signed, USER_BETA).toBuilder()
                .set("anthropic-dangerous-direct-browser-access", "true")
                .build();
    }

    private static AuthenticationException missing(Target target) {
        return new AuthenticationException(
                ErrorDetail.of("no key for Anthropic (expected: api_key, or ANTHROPIC_API_KEY in the environment)")
                        .at("anthropic", target.model()));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

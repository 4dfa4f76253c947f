package dev.dragoman.provider.openai;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;

/** A key as bearer token. */
final class OpenAiCredentials implements Credentials {

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = target.apiKey();
        if (key != null && !key.isBlank()) {
            return request.withHeaders(request.headers().toBuilder()
                    .set("authorization", "Bearer " + key.strip())
                    .build());
        }
        // A server of one's own at another address often wants no key.
        if (target.apiBase() == null) {
            throw new AuthenticationException(
                    ErrorDetail.of("no key for OpenAI (expected: api_key, or OPENAI_API_KEY in the environment)")
                            .at("openai", target.model()));
        }
        return request;
    }
}

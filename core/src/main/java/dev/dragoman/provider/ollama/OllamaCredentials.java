package dev.dragoman.provider.ollama;

import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;

/** A key as a bearer token where there is one: a server of one's own needs none. */
final class OllamaCredentials implements Credentials {

    private static final String BEARER = "authorization";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = target.apiKey();
        if (key == null || key.isBlank() || request.headers().contains(BEARER)) {
            return request;
        }
        return request.withHeaders(request.headers().toBuilder()
                .set(BEARER, "Bearer " + key.strip())
                .build());
    }
}

package dev.dragoman.provider.cohere;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;

/** A key as a bearer token. A deployment of one's own may need none; a header that the configuration sets itself stays. */
final class CohereCredentials implements Credentials {

    private static final String BEARER = "authorization";

    private final String provider;

    CohereCredentials(String provider) {
        this.provider = provider;
    }

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        if (request.headers().contains(BEARER)) {
            return request;
        }
        String key = target.apiKey();
        if (key != null && !key.isBlank()) {
            return request.withHeaders(request.headers().toBuilder()
                    .set(BEARER, "Bearer " + key.strip())
                    .build());
        }
        if (!CohereAddress.isHome(target.apiBase())) {
            return request;
        }
        throw new AuthenticationException(ErrorDetail.of("no key for Cohere (expected: api_key, or COHERE_API_KEY or"
                        + " CO_API_KEY in the environment)")
                .at(provider, target.model()));
    }
}

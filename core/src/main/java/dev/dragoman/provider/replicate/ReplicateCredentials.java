package dev.dragoman.provider.replicate;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;

/** A token of Replicate. */
final class ReplicateCredentials implements Credentials {

    private static final String MISSING =
            "no key for Replicate (expected: api_key, or REPLICATE_API_KEY or REPLICATE_API_TOKEN in the environment)";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = target.apiKey();
        if (key == null || key.isBlank()) {
            throw new AuthenticationException(ErrorDetail.of(MISSING).at(ReplicateProvider.NAME, target.model()));
        }
        return Credentials.bearing(request, key.strip());
    }

    @Override
    public void check(Target target) {
        if (target.apiKey() == null || target.apiKey().isBlank()) {
            throw new IllegalArgumentException(MISSING);
        }
    }
}

package dev.dragoman.provider.speech;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;

/**
 * A key in a header field.
 *
 * @param provider the provider's name in messages
 * @param field the field
 * @param before what stands before the key
 * @param variable the environment variable that may hold the key
 */
public record KeyField(String provider, String field, String before, String variable) implements Credentials {

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        if (request.headers().contains(field)) {
            return request;
        }
        String key = target.apiKey();
        if (key == null || key.isBlank()) {
            throw new AuthenticationException(ErrorDetail.of("no API key for " + provider + " (expected: api_key, or "
                            + variable + " in the environment)")
                    .withType("authentication_error")
                    .at(provider, target.model()));
        }
        return request.withHeaders(
                request.headers().toBuilder().set(field, before + key.strip()).build());
    }
}

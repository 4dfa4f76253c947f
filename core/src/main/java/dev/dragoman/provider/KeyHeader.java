package dev.dragoman.provider;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;

/**
 * A key in a header field.
 *
 * @param field the field's name
 * @param scheme what stands before the key, with its blank; empty for nothing
 * @param provider the provider's name
 * @param variable the environment variable that may hold the key
 */
public record KeyHeader(String field, String scheme, String provider, String variable) implements Credentials {

    /** A bearer token. */
    public static KeyHeader bearer(String provider, String variable) {
        return new KeyHeader("authorization", "Bearer ", provider, variable);
    }

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = target.apiKey();
        if (key == null || key.isBlank()) {
            throw new AuthenticationException(ErrorDetail.of("no API key for " + provider + "/" + target.model()
                            + " (expected: api_key, or " + variable + " in the environment)")
                    .withType("authentication_error")
                    .at(provider, target.model()));
        }
        return request.withHeaders(
                request.headers().toBuilder().set(field, scheme + key.strip()).build());
    }
}

package dev.dragoman.provider.gemini;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;

/** An API key in a header, or an OAuth access token as bearer. A header that the configuration sets itself stays. */
final class GeminiCredentials implements Credentials {

    private static final String KEY = "x-goog-api-key";
    private static final String BEARER = "authorization";
    private static final String ACCESS_TOKEN = "ya29.";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        Headers headers = request.headers();
        if (headers.contains(KEY) || headers.contains(BEARER)) {
            return request;
        }
        String key = target.apiKey();
        if (key == null || key.isBlank()) {
            throw new AuthenticationException(ErrorDetail.of("no API key for gemini/" + target.model()
                            + " (expected: api_key, or GOOGLE_API_KEY or GEMINI_API_KEY in the environment)")
                    .withType("authentication_error")
                    .at(GeminiProvider.NAME, target.model()));
        }
        Headers.Builder signed = headers.toBuilder();
        boolean token = key.startsWith(ACCESS_TOKEN);
        return request.withHeaders((token ? signed.set(BEARER, "Bearer " + key) : signed.set(KEY, key)).build());
    }
}

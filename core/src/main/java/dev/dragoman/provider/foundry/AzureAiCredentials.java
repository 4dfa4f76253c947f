package dev.dragoman.provider.foundry;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import org.jspecify.annotations.Nullable;

/** A resource's key in a field of its own, a server's key as a bearer token, or a token of Entra ID. */
final class AzureAiCredentials implements Credentials {

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = filled(target.apiKey());
        if (key != null && AzureAiAddress.isResource(target)) {
            return with(request, "api-key", key);
        }
        String token = key == null ? filled(target.setting("azure_ad_token")) : key;
        if (token == null) {
            throw new AuthenticationException(ErrorDetail.of("no API key for azure_ai/" + target.model()
                            + " (expected: api_key, AZURE_AI_API_KEY in the environment, or azure_ad_token)")
                    .withType("authentication_error")
                    .at(AzureAiProvider.NAME, target.model()));
        }
        return with(request, "authorization", "Bearer " + token);
    }

    private static UpstreamRequest with(UpstreamRequest request, String name, String value) {
        return request.withHeaders(
                request.headers().toBuilder().set(name, value).build());
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

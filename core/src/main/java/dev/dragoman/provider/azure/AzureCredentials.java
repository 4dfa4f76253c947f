package dev.dragoman.provider.azure;

import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.entra.EntraTokens;

/** A resource's key, else a token of Entra ID. */
final class AzureCredentials implements Credentials {

    private static final EntraTokens ENTRA = new EntraTokens(AzureProvider.NAME, "AZURE_API_KEY");

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = target.apiKey();
        return key == null || key.isBlank()
                ? with(request, "authorization", "Bearer " + ENTRA.token(target, tokens))
                : with(request, "api-key", key.strip());
    }

    private static UpstreamRequest with(UpstreamRequest request, String name, String value) {
        return request.withHeaders(
                request.headers().toBuilder().set(name, value).build());
    }
}

package dev.dragoman.provider.foundry;

import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.entra.EntraTokens;

/** A resource's key in a field of its own, a server's key as a bearer token, or a token of Entra ID. */
final class AzureAiCredentials implements Credentials {

    private static final EntraTokens ENTRA = new EntraTokens(AzureAiProvider.NAME, "AZURE_AI_API_KEY");

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = target.apiKey();
        if (key == null || key.isBlank()) {
            return with(request, "authorization", "Bearer " + ENTRA.token(target, tokens));
        }
        return AzureAiAddress.isResource(target)
                ? with(request, "api-key", key.strip())
                : with(request, "authorization", "Bearer " + key.strip());
    }

    private static UpstreamRequest with(UpstreamRequest request, String name, String value) {
        return request.withHeaders(
                request.headers().toBuilder().set(name, value).build());
    }
}

package dev.dragoman.provider.azure;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * A resource's key, else an Entra ID token: given, or fetched for the settings of an application or a user, or, where that is
 * allowed, for what the gateway runs on.
 */
final class AzureCredentials implements Credentials {

    private static final String FEDERATED = "oidc/";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String key = filled(target.apiKey());
        if (key != null) {
            return with(request, "api-key", key);
        }
        String token = filled(target.setting("azure_ad_token"));
        if (token != null && !token.startsWith(FEDERATED)) {
            return with(request, "authorization", "Bearer " + token);
        }
        EntraLogin login = EntraLogin.of(target, token == null ? null : assertion(token, target));
        String fetched = login == null
                ? ambient(target, tokens)
                : tokens.token(login.id(), upstream -> login.fetch(upstream, tokens.clock()));
        return with(request, "authorization", "Bearer " + fetched);
    }

    private static String ambient(Target target, Tokens tokens) {
        AmbientLogin login = AmbientLogin.of(target);
        if (login == null) {
            throw missing(target);
        }
        return tokens.token(login.id(), upstream -> login.fetch(upstream, tokens.clock()));
    }

    /** The token of another identity provider; a reference to one must have been followed before it comes here. */
    private static String assertion(String token, Target target) {
        String assertion = token.substring(FEDERATED.length());
        if (assertion.indexOf('/') >= 0) {
            throw new AuthenticationException(
                    ErrorDetail.of("azure_ad_token: " + token + " (expected: oidc/ and the token that this refers to)")
                            .at("azure", target.model()));
        }
        return assertion;
    }

    private static UpstreamRequest with(UpstreamRequest request, String name, String value) {
        return request.withHeaders(
                request.headers().toBuilder().set(name, value).build());
    }

    private static AuthenticationException missing(Target target) {
        return new AuthenticationException(ErrorDetail.of(
                        "no credentials for Azure (expected: api_key or AZURE_API_KEY, azure_ad_token, tenant_id with"
                                + " client_id and client_secret, or enable_azure_ad_token_refresh for the identity of"
                                + " what this runs on)")
                .at("azure", target.model()));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

package dev.dragoman.provider.entra;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of Entra ID, in the place of a key: given, or fetched for the settings of an application or a user, or, where that is
 * allowed, for what the gateway runs on.
 *
 * @param provider who takes them, as in a model string
 * @param keyVariable the variable of the key that would do instead, for messages
 */
public record EntraTokens(String provider, String keyVariable) {

    /** Variables that Azure's own libraries know, under their names. */
    public static final Map<String, String> SURROUNDINGS = List.of(
                    "AZURE_FEDERATED_TOKEN_FILE",
                    "AZURE_CREDENTIAL",
                    "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                    "IDENTITY_ENDPOINT",
                    "IDENTITY_HEADER")
            .stream()
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> name));

    private static final String FEDERATED = "oidc/";

    /**
     * The token for the target.
     *
     * @throws AuthenticationException when nothing tells how to get one, or Entra ID gives none
     */
    public String token(Target target, Tokens tokens) {
        String told = target.setting("azure_ad_token");
        String token = told == null || told.isBlank() ? null : told.strip();
        if (token != null && !token.startsWith(FEDERATED)) {
            return token;
        }
        EntraLogin login = EntraLogin.of(target, token == null ? null : assertion(token, target));
        return login == null
                ? ambient(AmbientLogin.of(target), target, tokens)
                : tokens.token(login.id(), upstream -> login.fetch(upstream, tokens.clock()));
    }

    private String ambient(@Nullable AmbientLogin login, Target target, Tokens tokens) {
        if (login == null) {
            throw refused(
                    "no credentials for " + provider + "/" + target.model() + " (expected: api_key or " + keyVariable
                            + ", azure_ad_token, tenant_id with client_id and client_secret, or"
                            + " enable_azure_ad_token_refresh for the identity of what this runs on)",
                    target);
        }
        return tokens.token(login.id(), upstream -> login.fetch(upstream, tokens.clock()));
    }

    /** The token of another identity provider; a reference to one must have been followed before it comes here. */
    private String assertion(String token, Target target) {
        String assertion = token.substring(FEDERATED.length());
        if (assertion.indexOf('/') >= 0) {
            throw refused("azure_ad_token: " + token + " (expected: oidc/ and the token that this refers to)", target);
        }
        return assertion;
    }

    private AuthenticationException refused(String message, Target target) {
        return new AuthenticationException(
                ErrorDetail.of(message).withType("authentication_error").at(provider, target.model()));
    }
}

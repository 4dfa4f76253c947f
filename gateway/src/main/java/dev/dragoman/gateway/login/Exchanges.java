package dev.dragoman.gateway.login;

import dev.dragoman.gateway.config.SsoSettings;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a provider who somebody is: a code for tokens, and these for what is told of the person. Thread-safe. */
final class Exchanges {

    private final Provider provider;
    private final ProviderCalls calls;
    private final IdTokens idTokens;

    Exchanges(Provider provider, ProviderCalls calls, IdTokens idTokens) {
        this.provider = provider;
        this.calls = calls;
        this.idTokens = idTokens;
    }

    /**
     * What is known of a person now.
     *
     * @param accessToken by which more can be asked
     */
    record Known(Claims claims, String accessToken) {}

    /** Turns a code into who it stands for. */
    Known known(String code, PendingLogin login) {
        JsonObject tokens = tokens(code, login);
        String access = tokens.string("access_token");
        String idToken = tokens.string("id_token");
        JsonObject claims = idToken == null ? JsonObject.EMPTY : idTokens.claims(idToken, login.nonce());
        String userinfo = provider.userinfoEndpoint();
        if (userinfo != null && access != null) {
            claims = claims.merged(userinfo(userinfo, access, claims.string("sub")));
        }
        if (claims.isEmpty()) {
            throw LoginFailures.refused("The identity provider told nothing (expected: an id_token or userinfo)", null);
        }
        return new Known(new Claims(claims), access == null ? "" : access);
    }

    private JsonObject tokens(String code, PendingLogin login) {
        SsoSettings settings = provider.settings();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", login.redirect());
        if (login.verifier() != null) {
            form.put("code_verifier", login.verifier());
        }
        String secret = settings.clientSecret();
        boolean inForm = settings.kind() != SsoSettings.Kind.GENERIC;
        if (settings.includeClientId() || secret == null) {
            form.put("client_id", settings.clientId());
        }
        if (inForm && secret != null) {
            form.put("client_secret", secret);
        }
        Headers credentials = inForm || secret == null ? Headers.EMPTY : basic(settings.clientId(), secret);
        ProviderCalls.Answer answer = calls.post(provider.tokenEndpoint(), credentials, form);
        if (!answer.isFine()) {
            throw refused("token endpoint", answer);
        }
        return answer.body();
    }

    private static Headers basic(String id, String secret) {
        String both =
                URLEncoder.encode(id, StandardCharsets.UTF_8) + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        return Headers.of("authorization", "Basic " + encoded);
    }

    private JsonObject userinfo(String address, String access, @Nullable String subject) {
        ProviderCalls.Answer answer = calls.get(address, access);
        if (!answer.isFine()) {
            throw refused("userinfo endpoint", answer);
        }
        String told = answer.body().string("sub");
        if (subject != null && told != null && !subject.equals(told)) {
            throw LoginFailures.refused("The identity provider told of two people (expected: the same sub)", "sub");
        }
        return answer.body();
    }

    private static RuntimeException refused(String where, ProviderCalls.Answer answer) {
        String error = answer.body().string("error");
        String description = answer.body().string("error_description");
        String told = LoginFailures.shown(
                (error == null ? "no reason given" : error) + (description == null ? "" : ": " + description));
        String message = "The identity provider's " + where + " answered " + answer.status() + " (" + told + ")";
        return answer.status() >= 500
                ? LoginFailures.away(message, null)
                : LoginFailures.refused(message + "; begin again", "code");
    }
}

package dev.dragoman.provider.gigachat;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.TokenRequest;
import dev.dragoman.provider.Tokens;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ready token, or the authorization key of a project, which tokens of half an hour are given for.
 *
 * @see <a href="https://developers.sber.ru/docs/ru/gigachat/api/reference/rest/post-token">Sber: Get an access token</a>
 */
final class GigaChatCredentials implements Credentials {

    private static final String DESK = "https://ngw.devices.sberbank.ru:9443/api/v2/oauth";
    private static final String PERSONAL = "GIGACHAT_API_PERS";
    private static final String MISSING =
            "no key for GigaChat (expected: api_key, or GIGACHAT_CREDENTIALS or GIGACHAT_ACCESS_TOKEN in the environment)";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        String ready = filled(target.setting("gigachat_access_token"));
        String key = filled(target.apiKey());
        if (ready == null && key == null) {
            throw new AuthenticationException(ErrorDetail.of(MISSING).at(GigaChatProvider.NAME, target.model()));
        }
        String token = ready == null ? token(target, String.valueOf(key), tokens) : ready;
        return Credentials.bearing(request, token);
    }

    /** What is signed with is asked for first, or is no single secret. */
    @Override
    public UpstreamRequest hidden(UpstreamRequest request, Target target, String hidden, Tokens tokens) {
        return Credentials.bearing(request, hidden);
    }

    @Override
    public void check(Target target) {
        if (filled(target.apiKey()) == null && filled(target.setting("gigachat_access_token")) == null) {
            throw new IllegalArgumentException(MISSING);
        }
        // Refuses an address that is none.
        var _ = login(target, "");
    }

    /** Every question has a number of its own. */
    private static String token(Target target, String key, Tokens tokens) {
        return login(target, key)
                .token(tokens, asked -> asked.with("rquid", UUID.randomUUID().toString()));
    }

    private static TokenRequest login(Target target, String key) {
        String url = filled(target.setting("gigachat_auth_url"));
        String scope = filled(target.setting("gigachat_scope"));
        return TokenRequest.form(
                        GigaChatProvider.NAME,
                        "GigaChat",
                        "gigachat_auth_url",
                        url == null ? DESK : url,
                        Map.of("scope", scope == null ? PERSONAL : scope))
                .with("authorization", "Basic " + key);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

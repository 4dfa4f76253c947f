package dev.dragoman.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;

/** Asks the issuer who presents a token. Thread-safe. */
final class UserInfo {

    private static final int MOST_REFUSED = 10_000;
    private static final Duration REFUSED_FOR = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final TokenSettings.UserInfo settings;
    private final Issuers issuers;
    private final InstantSource clock;
    private final Cache<String, Boolean> refused = Caffeine.newBuilder()
            .maximumSize(MOST_REFUSED)
            .expireAfterWrite(REFUSED_FOR)
            .build();

    UserInfo(TokenSettings.UserInfo settings, Issuers issuers, InstantSource clock) {
        this.settings = settings;
        this.issuers = issuers;
        this.clock = clock;
    }

    /**
     * What the issuer says.
     *
     * @param hash of the token
     * @throws dev.dragoman.error.AuthenticationException when it does not know the token
     * @throws dev.dragoman.error.ServiceUnavailableException when it does not answer
     */
    TokenVerifier.Verified ask(String token, String hash) {
        if (refused.getIfPresent(hash) != null || !isField(token)) {
            throw unknown();
        }
        try {
            JsonObject told = issuers.document(settings.endpoint(), Headers.of("authorization", "Bearer " + token));
            return new TokenVerifier.Verified(told, clock.instant().plus(settings.believed()));
        } catch (IssuerException failed) {
            if (failed.status() == UNAUTHORIZED || failed.status() == FORBIDDEN) {
                refused.put(hash, true);
                throw unknown();
            }
            throw Refused.forNow("the issuer of the token cannot be asked about it; try again", failed);
        }
    }

    private static RuntimeException unknown() {
        return Refused.because("the issuer does not know the token (oidc_userinfo_endpoint)");
    }

    private static boolean isField(String token) {
        return token.chars().allMatch(c -> c > ' ' && c < 127);
    }
}

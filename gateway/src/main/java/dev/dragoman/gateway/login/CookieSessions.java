package dev.dragoman.gateway.login;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.endpoint.SessionCredentials;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Headers;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets the cookie of a session stand for its key; whoever sends a key as well is who the key says. Thread-safe. */
final class CookieSessions implements SessionCredentials {

    private static final String[] KEYS = {"x-litellm-api-key", "authorization", "api-key", "x-api-key", "x-goog-api-key"
    };

    private final SessionToken tokens;
    private final Origins origins;
    private final @Nullable String keyHeader;
    private final InstantSource clock;

    /**
     * Sessions.
     *
     * @param keyHeader a further header field in which clients may send their key; null for none
     */
    CookieSessions(SessionToken tokens, Origins origins, @Nullable String keyHeader, InstantSource clock) {
        this.tokens = tokens;
        this.origins = origins;
        this.keyHeader = keyHeader;
        this.clock = clock;
    }

    @Override
    public Headers of(Exchange exchange, Headers sent) {
        if (!sent.contains("cookie") || hasKey(sent)) {
            return sent;
        }
        SessionToken.Told session = tokens.read(BrowserCookies.read(sent, BrowserCookies.SESSION));
        if (session == null) {
            return sent;
        }
        if (!clock.instant().isBefore(session.end())) {
            throw new AuthenticationException(
                    ErrorDetail.of("Authentication Error - Expired Key. The session is over; log in again.")
                            .withType("expired_key")
                            .withCode("401"));
        }
        origins.check(exchange, tokens.csrf(session.key()));
        return sent.toBuilder().set("x-litellm-api-key", session.key()).build();
    }

    private boolean hasKey(Headers sent) {
        for (String name : KEYS) {
            if (sent.contains(name)) {
                return true;
            }
        }
        return keyHeader != null && sent.contains(keyHeader);
    }
}

package dev.dragoman.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Visit;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.http.Headers;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a token is known that was verified once. */
final class KnownTokensTest {

    private static final Visit VISIT = new Visit(
            "POST",
            "/v1/chat/completions",
            "/v1/chat/completions",
            true,
            Headers.EMPTY,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

    private final TokenIssuer issuer = new TokenIssuer();
    private final Upstream network = new JdkUpstream();
    private final AtomicInteger verified = new AtomicInteger();
    private Instant now = Instant.parse("2030-05-01T12:00:00Z");
    private volatile TokenSettings settings = settings(Duration.ofMinutes(10));

    @AfterEach
    void close() {
        issuer.close();
        network.close();
    }

    private TokenSettings settings(Duration believed) {
        TokenSettings off = TokenSettings.OFF;
        return new TokenSettings(
                true,
                new TokenSettings.Trust(List.of(issuer.keysUrl()), List.of(), List.of(), believed),
                null,
                off.admin(),
                off.teams(),
                off.organization(),
                off.users(),
                null,
                List.of(),
                off.roles(),
                off.scopes(),
                null);
    }

    private final class Everybody implements TokenBearers {

        @Override
        public Bearer of(JsonObject claims) {
            verified.incrementAndGet();
            Caller caller = new Caller(String.valueOf(claims.string("sub")), "", false);
            return visit -> caller;
        }

        @Override
        public @Nullable Caller anybody(Visit visit) {
            return null;
        }
    }

    private TokenCallers callers() {
        return new TokenCallers(() -> settings, new Everybody(), TokenIssuer.patient(network), () -> now);
    }

    private String token() {
        return TokenIssuer.signed(
                JWSAlgorithm.RS256,
                TokenIssuer.RSA,
                "{\"sub\":\"ann\",\"exp\":" + (now.getEpochSecond() + 36_000) + "}");
    }

    private static @Nullable Caller find(TokenCallers callers, String token) {
        return callers.find(token, token, VISIT);
    }

    @Test
    void itIsVerifiedOnce() {
        TokenCallers callers = callers();
        String token = token();

        for (int i = 0; i < 100; i++) {
            assertThat(find(callers, token)).extracting(Caller::keyHash).isEqualTo("ann");
        }

        assertThat(verified.get()).isBetween(1, 2); // the first keys may come while it is verified
    }

    @Test
    void itEndsWithTheKeyThatSignedIt() {
        TokenCallers callers = callers();
        String token = token();
        find(callers, token);
        find(callers, token);
        issuer.tells(TokenIssuer.NEXT);
        now = now.plusSeconds(9 * 60);

        long end = System.nanoTime() + 20_000_000_000L;
        assertThatThrownBy(() -> {
                    while (System.nanoTime() < end) {
                        find(callers, token); // the keys are read anew beside one of these calls
                        Thread.sleep(1);
                    }
                })
                .isInstanceOf(AuthenticationException.class);
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void itIsKnownOnWhenTheConfigurationIsReadAgain() {
        TokenCallers callers = callers();
        String token = token();
        find(callers, token);
        find(callers, token);
        int before = verified.get();
        issuer.answers(500);

        settings = settings(Duration.ofMinutes(10));
        assertThat(find(callers, token)).isNotNull();
        assertThat(verified.get()).isEqualTo(before);
    }

    @Test
    void whatIsNoTokenIsLeftToOthers() {
        TokenCallers callers = callers();

        for (String key : List.of("", "x", "a.b", "a.b.c.d", ".b.c", "a..c.d")) {
            assertThat(find(callers, key)).isNull();
        }
        settings = TokenSettings.OFF;
        assertThat(find(callers, token())).isNull();
    }
}

package dev.dragoman.gateway.login;

import dev.dragoman.gateway.call.Logins;
import dev.dragoman.gateway.call.Person;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.config.LoginRules;
import dev.dragoman.gateway.config.LoginSettings;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins and ends sessions. Thread-safe. */
final class Sessions {

    private final Logins logins;
    private final SessionToken tokens;
    private final LoginSettings settings;
    private final Supplier<LoginRules> rules;
    private final PublicAddress address;
    private final @Nullable String keyHeader;
    private final InstantSource clock;

    Sessions(
            Logins logins,
            SessionToken tokens,
            LoginSettings settings,
            Supplier<LoginRules> rules,
            PublicAddress address,
            @Nullable String keyHeader,
            InstantSource clock) {
        this.logins = logins;
        this.tokens = tokens;
        this.settings = settings;
        this.rules = rules;
        this.address = address;
        this.keyHeader = keyHeader;
        this.clock = clock;
    }

    /**
     * A session that has begun.
     *
     * @param cookie header field that lets the browser keep it
     * @param csrf what a page sends along with what it asks
     */
    record Begun(String cookie, String csrf) {}

    /** Begins one, unless only administrators may. */
    Begun begin(Exchange exchange, Person person, String method) {
        LoginRules now = rules.get();
        if (now.adminsAlone() && person.role() != Role.PROXY_ADMIN) {
            throw LoginFailures.forbidden("Only administrators may log in here (ui_access_mode is admin_only)");
        }
        Instant begun = clock.instant();
        Instant end = settings.life().endOf(begun);
        String key = logins.begin(person, method, end, now.budget());
        String token = tokens.of(person, key, method, keyHeader, end);
        Duration life = Duration.between(begun, end);
        return new Begun(
                BrowserCookies.kept(BrowserCookies.SESSION, token, address.path("/"), life, address.isSecure(exchange)),
                tokens.csrf(key));
    }

    /** Ends the one that the browser has, if any. */
    Reply end(Exchange exchange, Origins origins, Reply reply) {
        SessionToken.Told session = told(exchange);
        if (session != null) {
            origins.check(exchange, tokens.csrf(session.key()));
            logins.end(session.key());
        }
        return reply.with(
                BrowserCookies.forgotten(BrowserCookies.SESSION, address.path("/"), address.isSecure(exchange)));
    }

    /** The one that the browser has; null for none. */
    SessionToken.@Nullable Told told(Exchange exchange) {
        return tokens.read(BrowserCookies.read(exchange.headers(), BrowserCookies.SESSION));
    }

    /** What a page may know of it: never its key. */
    JsonObject shown(SessionToken.Told session) {
        return session.claims().without("key").toBuilder()
                .put("csrf_token", tokens.csrf(session.key()))
                .build();
    }
}

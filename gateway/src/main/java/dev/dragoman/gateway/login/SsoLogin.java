package dev.dragoman.gateway.login;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Arrival;
import dev.dragoman.gateway.call.Logins;
import dev.dragoman.gateway.call.Person;
import dev.dragoman.gateway.config.LoginRules;
import dev.dragoman.gateway.config.SsoSettings;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.web.Exchange;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets people in by their company's login: the authorization code flow with PKCE. Thread-safe.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect: Code Flow</a>
 */
final class SsoLogin {

    private static final String METHOD = "sso";
    private static final String CALLBACK = "/sso/callback";
    private static final String DEBUG_CALLBACK = "/sso/debug/callback";

    private final Provider provider;
    private final Exchanges exchanges;
    private final ArrivalReader reader;
    private final PendingLogins pending;
    private final Logins logins;
    private final Sessions sessions;
    private final Supplier<LoginRules> rules;
    private final PublicAddress address;
    private final InstantSource clock;

    SsoLogin(
            Provider provider,
            Exchanges exchanges,
            ArrivalReader reader,
            PendingLogins pending,
            Logins logins,
            Sessions sessions,
            Supplier<LoginRules> rules,
            PublicAddress address,
            InstantSource clock) {
        this.provider = provider;
        this.exchanges = exchanges;
        this.reader = reader;
        this.pending = pending;
        this.logins = logins;
        this.sessions = sessions;
        this.rules = rules;
        this.address = address;
        this.clock = clock;
    }

    /**
     * Sends the browser to the provider.
     *
     * @param shows whether what comes back is only shown
     */
    Reply start(Request request, boolean shows) {
        SsoSettings settings = provider.settings();
        if (!settings.missing().isEmpty()) {
            throw LoginFailures.away(
                    "SSO is not complete (missing: " + String.join(", ", settings.missing()) + ")", null);
        }
        Exchange exchange = request.exchange();
        String prefix = settings.clientState() == null ? "" : settings.clientState() + ".";
        PendingLogin login = new PendingLogin(
                prefix + pending.random(),
                pending.random(),
                settings.pkce() ? pending.random() : null,
                address.of(exchange, shows ? DEBUG_CALLBACK : CALLBACK),
                shows,
                clock.instant().plus(PendingLogins.PATIENCE));
        String cookie = BrowserCookies.kept(
                PendingLogins.cookie(login.state()),
                pending.sealed(login),
                address.path("/sso"),
                PendingLogins.PATIENCE,
                address.isSecure(exchange));
        return Reply.redirect(authorization(settings, login)).with(cookie);
    }

    private String authorization(SsoSettings settings, PendingLogin login) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", login.redirect());
        query.put("scope", settings.scope());
        query.put("state", login.state());
        query.put("nonce", login.nonce());
        if (login.verifier() != null) {
            query.put("code_challenge", PendingLogins.challenge(login.verifier()));
            query.put("code_challenge_method", "S256");
        }
        String endpoint = provider.authorizationEndpoint();
        return endpoint + (endpoint.indexOf('?') < 0 ? "?" : "&") + ProviderCalls.encoded(query);
    }

    /** Goes on when the browser comes back. */
    Reply callback(Request request) {
        Exchanges.Known known = known(request, false);
        LoginRules now = rules.get();
        Arrival arrival = reader.read(known, now, provider.userinfoEndpoint());
        Person person = logins.arrived(arrival);
        Sessions.Begun begun = sessions.begin(request.exchange(), person, METHOD);
        return Reply.redirect(address.of(request.exchange(), "/ui/?login=success"))
                .with(begun.cookie())
                .with(forgotten(request));
    }

    /** Shows what the provider tells of who has just logged in there. */
    Reply shown(Request request, Pages pages) {
        Exchanges.Known known = known(request, true);
        Reply reply = LoginEndpoint.isBrowser(request.exchange())
                ? pages.claims(known.claims().all())
                : Reply.json(200, known.claims().all());
        return reply.with(forgotten(request));
    }

    private Exchanges.Known known(Request request, boolean shows) {
        String state = request.query("state");
        PendingLogin login = state == null ? null : opened(request.exchange(), state);
        if (login == null || login.shows() != shows) {
            throw new BadRequestException(ErrorDetail.of(
                            "The login was not begun in this browser, or too long ago; begin again at /sso/key/generate")
                    .withType("auth_error")
                    .withParam("state")
                    .withCode("400"));
        }
        String error = request.query("error");
        if (error != null) {
            String description = request.query("error_description");
            throw LoginFailures.refused(
                    "The identity provider refused the login: " + LoginFailures.shown(error)
                            + (description == null ? "" : " (" + LoginFailures.shown(description) + ")"),
                    "error");
        }
        String code = request.query("code");
        if (code == null) {
            throw LoginFailures.refused("The identity provider sent no code", "code");
        }
        return exchanges.known(code, login);
    }

    private @Nullable PendingLogin opened(Exchange exchange, String state) {
        String sealed = BrowserCookies.read(exchange.headers(), PendingLogins.cookie(state));
        return pending.opened(sealed, state, clock.instant());
    }

    private String forgotten(Request request) {
        String cookie = PendingLogins.cookie(String.valueOf(request.query("state")));
        return BrowserCookies.forgotten(cookie, address.path("/sso"), address.isSecure(request.exchange()));
    }
}

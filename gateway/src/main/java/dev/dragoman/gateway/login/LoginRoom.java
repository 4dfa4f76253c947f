package dev.dragoman.gateway.login;

import static dev.dragoman.gateway.endpoint.Route.Access.KEY;
import static dev.dragoman.gateway.endpoint.Route.Access.PUBLIC;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Logins;
import dev.dragoman.gateway.config.LoginRules;
import dev.dragoman.gateway.config.LoginSettings;
import dev.dragoman.gateway.config.SsoSettings;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.gateway.endpoint.SessionCredentials;
import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The paths by which people log in and out. Thread-safe. */
public final class LoginRoom {

    private final World world;
    private final LoginSettings settings;
    private final Dialect dialect;
    private final PublicAddress address;
    private final Pages pages;
    private final Origins origins;
    private final SessionToken tokens;
    private final Sessions sessions;
    private final PasswordLogin passwords;
    private final @Nullable SsoLogin sso;

    /**
     * What is around it.
     *
     * @param logins the people
     * @param rules in use
     * @param forwarded whether what a proxy in front tells is believed
     * @param keyHeader a further header field in which clients may send their key; null for none
     * @param network by which providers are reached
     */
    public record World(
            Logins logins,
            Supplier<LoginRules> rules,
            BooleanSupplier forwarded,
            @Nullable String keyHeader,
            Upstream network,
            InstantSource clock,
            LongSupplier nanoClock) {}

    /**
     * A room.
     *
     * @param masterKey what sessions are signed by
     * @param wellKnown whether everybody knows the master key
     */
    public LoginRoom(World world, LoginSettings settings, String masterKey, boolean wellKnown, Dialect dialect) {
        this.world = world;
        this.settings = settings;
        this.dialect = dialect;
        LoginKeys keys = new LoginKeys(masterKey);
        this.address = new PublicAddress(settings, world.forwarded());
        this.pages = new Pages(address);
        this.origins = new Origins(address);
        this.tokens = new SessionToken(keys);
        this.sessions = new Sessions(
                world.logins(), tokens, settings, world.rules(), address, world.keyHeader(), world.clock());
        this.passwords = new PasswordLogin(
                world.logins(),
                new AdminCredentials(settings, masterKey, wellKnown),
                sessions,
                origins,
                new GuessLimiter(world.clock()),
                world.forwarded());
        SsoSettings asked = settings.sso();
        this.sso = asked == null ? null : sso(asked, new PendingLogins(keys));
    }

    private SsoLogin sso(SsoSettings asked, PendingLogins pending) {
        ProviderCalls calls = new ProviderCalls(world.network(), world.nanoClock());
        Provider provider = new Provider(asked, calls, world.clock());
        return new SsoLogin(
                provider,
                new Exchanges(provider, calls, new IdTokens(provider, world.clock())),
                new ArrivalReader(settings, asked, new DirectoryGroups(calls)),
                pending,
                world.logins(),
                sessions,
                world.rules(),
                address,
                world.clock());
    }

    /** Lets cookies of sessions stand for keys. */
    public SessionCredentials credentials() {
        return new CookieSessions(tokens, origins, world.keyHeader(), world.clock());
    }

    /** The paths. */
    public List<Route> routes() {
        return List.of(
                open("GET", "/login", request -> page(request, true)),
                open("GET", "/sso/login", request -> page(request, true)),
                open("GET", "/fallback/login", request -> page(request, false)),
                open("POST", "/login", this::loginByForm),
                open("POST", "/v2/login", this::loginByJson),
                open("POST", "/logout", this::logout),
                open("GET", "/sso/key/generate", request -> begun(request, false)),
                open("GET", "/sso/callback", request -> required().callback(request)),
                open("GET", "/sso/debug/login", request -> begun(request, true)),
                open("GET", "/sso/debug/callback", request -> required().shown(request, pages)),
                open("GET", "/sso/readiness", request -> readiness()),
                route("GET", "/sso/session", this::session),
                route("GET", "/sso/get/ui_settings", request -> Reply.json(200, uiSettings())));
    }

    private Route open(String method, String path, Function<Request, Reply> work) {
        return new Route(method, path, PUBLIC, new LoginEndpoint(dialect, pages, work));
    }

    private Route route(String method, String path, Function<Request, Reply> work) {
        return new Route(method, path, KEY, new LoginEndpoint(dialect, pages, work));
    }

    private Reply page(Request request, boolean mayRedirect) {
        return mayRedirect && sso != null && world.rules().get().redirects()
                ? begun(request, false)
                : pages.login(200, null, sso != null);
    }

    /** Without a company's login there is the form. */
    private Reply begun(Request request, boolean shows) {
        SsoLogin login = sso;
        return login == null && !shows
                ? pages.login(200, null, false)
                : required().start(request, shows);
    }

    private SsoLogin required() {
        SsoLogin login = sso;
        if (login == null) {
            throw LoginFailures.away(
                    "SSO is not configured (expected: GOOGLE_CLIENT_ID, MICROSOFT_CLIENT_ID or GENERIC_CLIENT_ID)",
                    null);
        }
        return login;
    }

    private Reply loginByForm(Request request) {
        try {
            return Reply.redirect(home(request)).with(passwords.begin(request).cookie());
        } catch (LlmException failed) {
            if (LoginEndpoint.isBrowser(request.exchange())) {
                return pages.login(failed.status(), failed.detail().message(), sso != null);
            }
            throw failed;
        }
    }

    private Reply loginByJson(Request request) {
        Sessions.Begun begun = passwords.begin(request);
        JsonObject told = JsonObject.builder()
                .put("redirect_url", home(request))
                .put("csrf_token", begun.csrf())
                .build();
        return Reply.json(200, told).with(begun.cookie());
    }

    private String home(Request request) {
        return address.of(request.exchange(), "/ui/?login=success");
    }

    private Reply logout(Request request) {
        String configured = settings.logoutUrl();
        String to = configured == null ? address.of(request.exchange(), "/fallback/login") : configured;
        Reply reply = LoginEndpoint.isBrowser(request.exchange())
                ? Reply.redirect(to)
                : Reply.json(200, JsonObject.of("redirect_url", new JsonString(to)));
        return sessions.end(request.exchange(), origins, reply);
    }

    private Reply session(Request request) {
        SessionToken.Told told = sessions.told(request.exchange());
        if (told == null) {
            throw new AuthenticationException(ErrorDetail.of("Authentication Error, there is no session; log in first")
                    .withType("auth_error")
                    .withCode("401"));
        }
        return Reply.json(200, sessions.shown(told));
    }

    private Reply readiness() {
        SsoSettings asked = settings.sso();
        boolean whole = asked == null || asked.missing().isEmpty();
        JsonObject.Builder told = JsonObject.builder()
                .put("status", whole ? "healthy" : "unhealthy")
                .put("sso_configured", asked != null);
        if (asked != null) {
            told.put("provider", asked.kind().label())
                    .put("missing_environment_variables", JsonArray.ofStrings(asked.missing()));
        }
        String message = asked == null
                ? "No SSO provider configured"
                : whole ? "SSO is configured" : "SSO is not complete: some environment variables are missing";
        return Reply.json(whole ? 200 : 503, told.put("message", message).build());
    }

    private JsonObject uiSettings() {
        return JsonObject.builder()
                .put("PROXY_BASE_URL", orNull(settings.baseUrl()))
                .put("PROXY_LOGOUT_URL", orNull(settings.logoutUrl()))
                .put("DEFAULT_TEAM_DISABLED", false)
                .put("SSO_ENABLED", sso != null)
                .put("DISABLE_EXPENSIVE_DB_QUERIES", false)
                .build();
    }

    private static dev.dragoman.json.JsonValue orNull(@Nullable String text) {
        return text == null ? JsonNull.NULL : new JsonString(text);
    }
}

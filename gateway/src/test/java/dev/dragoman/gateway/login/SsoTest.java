package dev.dragoman.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in with an account of Google's, Microsoft's or another company's, and all that can go wrong on the way. */
final class SsoTest {

    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
            litellm_settings:
              default_internal_user_params: {max_budget: 7, teams: ["everybody"]}
              default_team_params: {max_budget: 30, models: ["small"]}
            """;

    private static BareGateway gateway(Databases database, Map<String, String> provider, String... more) {
        Map<String, String> all = new HashMap<>(provider);
        all.put("DATABASE_URL", database.create());
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return BareGateway.of(CONFIG, all);
    }

    /** The whole way from the button to the session. */
    private static HttpResponse<String> login(Browser browser, BareGateway gateway) {
        return browser.follow(returned(browser, gateway));
    }

    /** The way to the provider, and its answer. */
    private static HttpResponse<String> returned(Browser browser, BareGateway gateway) {
        HttpResponse<String> begun = browser.open(gateway.url() + "/sso/key/generate");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        return browser.follow(begun);
    }

    private static JsonObject user(BareGateway gateway, String id) {
        JsonObject told =
                Json.parseObject(gateway.get("/user/info?user_id=" + id).body());
        return Objects.requireNonNull(told.object("user_info"), told::toString);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whoComesFromGoogleForTheFirstTimeIsMade(Databases database) {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(database, provider.google());
                Browser browser = new Browser()) {
            gateway.post("/team/new", "{\"team_id\":\"everybody\"}");
            provider.person("{'sub':'g-1','email':'Ann@Example.com','email_verified':true,'name':'Ann'}");

            HttpResponse<String> done = login(browser, gateway);

            assertThat(provider.complaints()).isEmpty();
            assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
            assertThat(Browser.location(done)).isEqualTo(gateway.url() + "/ui/?login=success");
            JsonObject user = user(gateway, "g-1");
            assertThat(user.string("sso_user_id")).isEqualTo("g-1");
            assertThat(user.string("user_role")).isEqualTo("internal_user_viewer");
            assertThat(user.string("user_alias")).isEqualTo("Ann");
            assertThat(user.number("max_budget")).isEqualTo(7.0);
            assertThat(String.valueOf(user.array("teams"))).contains("everybody");
            assertThat(browser.get(gateway.url() + "/sso/session").body()).contains("\"login_method\":\"sso\"");

            assertThat(login(browser, gateway).statusCode()).isEqualTo(303);
            assertThat(gateway.get("/user/list").body()).contains("\"total\":1");
        }
    }

    @Test
    void usersThatAreThereAreFoundByTheirAddress() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.google());
                Browser browser = new Browser()) {
            gateway.post(
                    "/user/new",
                    "{\"user_id\":\"ann\",\"user_email\":\"ann@example.com\",\"user_role\":\"internal_user\"}");
            provider.person("{'sub':'g-1','email':'ANN@example.com','email_verified':true}");

            login(browser, gateway);

            assertThat(browser.get(gateway.url() + "/user/info").body()).contains("\"user_id\":\"ann\"");
            assertThat(user(gateway, "ann").string("sso_user_id")).isEqualTo("g-1");
            provider.person("{'sub':'g-2','email':'ann@example.com','email_verified':true}");
            try (Browser other = new Browser()) {
                HttpResponse<String> refused = login(other, gateway);
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).contains("Another login has the address");
            }
            assertThat(gateway.get("/audit").body()).contains("g-1", "LiteLLM_UserTable");
        }
    }

    @Test
    void microsoftsRolesAndGroupsCount() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.microsoft());
                Browser browser = new Browser()) {
            gateway.post("/team/new", "{\"team_id\":\"grp-1\",\"team_alias\":\"old\"}");
            provider.person("{'sub':'pairwise','roles':['Something','internal_user']}");
            provider.graph(
                    "{'id':'oid-1','userPrincipalName':'ann@example.com','displayName':'Ann','givenName':'A','surname':'B'}",
                    group("#microsoft.graph.group", "grp-1", "Engineers"),
                    group("#microsoft.graph.directoryRole", "role-1", "Global Reader"),
                    group("#microsoft.graph.group", "grp-2", "Testers"));

            HttpResponse<String> done = login(browser, gateway);

            assertThat(provider.complaints()).isEmpty();
            assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
            JsonObject user = user(gateway, "oid-1");
            assertThat(user.string("user_email")).isEqualTo("ann@example.com");
            assertThat(user.string("user_role")).isEqualTo("internal_user");
            assertThat(String.valueOf(user.array("teams")))
                    .contains("grp-1", "grp-2")
                    .doesNotContain("role-1");
            assertThat(gateway.get("/team/info?team_id=grp-2").body())
                    .contains("\"team_alias\":\"Testers\"", "\"max_budget\":30", "\"models\":[\"small\"]");
            assertThat(gateway.get("/team/info?team_id=grp-1").body()).contains("\"team_alias\":\"old\"");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whoLogsInSeveralTimesAtOnceIsMadeOnce(Databases database) throws Exception {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(database, provider.microsoft());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            provider.person("{'sub':'pairwise'}");
            provider.graph(
                    "{'id':'oid-1','userPrincipalName':'ann@example.com'}",
                    group("#microsoft.graph.group", "grp-1", "Engineers"));
            List<Future<Integer>> logins = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                logins.add(threads.submit(() -> {
                    try (Browser browser = new Browser()) {
                        return login(browser, gateway).statusCode();
                    }
                }));
            }

            for (Future<Integer> login : logins) {
                assertThat(login.get()).isEqualTo(303);
            }
            assertThat(gateway.get("/user/list").body()).contains("\"total\":1");
            assertThat(gateway.get("/v2/team/list").body()).contains("\"total\":1");
        }
    }

    private static JsonObject group(String type, String id, String name) {
        return JsonObject.builder()
                .put("@odata.type", type)
                .put("id", id)
                .put("displayName", name)
                .build();
    }

    @Test
    void aProviderWithoutADocumentIsAskedAtItsUserinfo() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(
                        Databases.SQLITE,
                        provider.plain(),
                        "GENERIC_USER_ROLE_ATTRIBUTE",
                        "app.role",
                        "GENERIC_USER_EXTRA_ATTRIBUTES",
                        "department",
                        "GENERIC_CLIENT_STATE",
                        "fixed",
                        "PROXY_ADMIN_ID",
                        "boss");
                Browser browser = new Browser()) {
            provider.person(
                    "{'sub':'s','preferred_username':'ann','email':'ann@example.com','app':{'role':'proxy_admin_viewer'},'department':'R&D'}");

            HttpResponse<String> begun = browser.open(gateway.url() + "/sso/key/generate");
            HttpResponse<String> done = browser.follow(browser.follow(begun));

            assertThat(Browser.location(begun)).contains("state=fixed.");
            assertThat(provider.complaints()).isEmpty();
            assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
            assertThat(user(gateway, "ann").string("user_role")).isEqualTo("proxy_admin_viewer");
            assertThat(String.valueOf(user(gateway, "ann").object("metadata"))).contains("R&D");
            provider.person("{'sub':'b','preferred_username':'boss','email':'boss@example.com'}");
            login(browser, gateway);
            assertThat(browser.get(gateway.url() + "/sso/session").body()).contains("\"user_role\":\"proxy_admin\"");
        }
    }

    @Test
    void nobodyTakesOverTheAdministratorByTheirName() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.plain());
                Browser admin = new Browser();
                Browser browser = new Browser()) {
            admin.submit(gateway.url() + "/login", null, Map.of("username", "admin", "password", Gateway.KEY));
            provider.person(
                    "{'sub':'s','preferred_username':'default_user_id','email':'eve@example.com','role':'god'}");

            assertThat(login(browser, gateway).statusCode()).isEqualTo(303);

            assertThat(browser.get(gateway.url() + "/sso/session").body())
                    .contains("\"user_role\":\"internal_user_viewer\"")
                    .doesNotContain("default_user_id");
            assertThat(browser.get(gateway.url() + "/user/list").statusCode()).isIn(401, 403);
        }
    }

    @Test
    void nobodyGoesOnWithALoginThatAnotherBrowserBegan() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.google());
                Browser browser = new Browser();
                Browser victim = new Browser()) {
            provider.person("{'sub':'g-1','email':'ann@example.com'}");
            String back = Browser.location(returned(browser, gateway));

            HttpResponse<String> foreign = victim.open(back);
            HttpResponse<String> changed = browser.open(back.replaceAll("state=[^&]*", "state=guessed"));
            HttpResponse<String> without = browser.open(back.replaceAll("&state=[^&]*", ""));
            HttpResponse<String> elsewhere = browser.open(back.replace("/sso/callback", "/sso/debug/callback"));

            for (HttpResponse<String> refused : List.of(foreign, changed, without, elsewhere)) {
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.body())
                        .contains("was not begun in this browser")
                        .doesNotContain("Exception");
            }
            assertThat(victim.cookie("token")).isEmpty();
            assertThat(browser.open(back).statusCode()).isEqualTo(303);
            assertThat(browser.open(back).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aCodeWorksOnce() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.google());
                Browser browser = new Browser()) {
            provider.person("{'sub':'g-1','email':'ann@example.com'}");
            HttpResponse<String> begun = browser.open(gateway.url() + "/sso/key/generate");
            String kept = begun.headers().firstValue("set-cookie").orElse("").split(";", 2)[0];
            String back = Browser.location(browser.follow(begun));
            browser.open(back);

            browser.forget();
            HttpResponse<String> replayed = browser.post(back, "");
            HttpResponse<String> again = withCookie(back, kept);

            assertThat(replayed.statusCode()).isEqualTo(405);
            assertThat(again.statusCode()).isEqualTo(401);
            assertThat(again.body()).contains("invalid_grant", "begin again");
        }
    }

    private static HttpResponse<String> withCookie(String address, String cookie) {
        try (Browser browser = new Browser()) {
            browser.bring(cookie);
            return browser.get(address);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"strange", "secret", "none"})
    void tokensThatTheProviderDidNotSignAreNotBelieved(String signature) {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.google());
                Browser browser = new Browser()) {
            provider.person("{'sub':'g-1','email':'ann@example.com'}");
            provider.signing(signature);

            HttpResponse<String> refused = login(browser, gateway);

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
            assertThat(refused.body()).contains("id_token").doesNotContain("Exception");
            assertThat(gateway.get("/user/list").body()).contains("\"total\":0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "aud", "iss", "exp", "azp"})
    void tokensForAnotherLoginAreNotBelieved(String claim) {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.google());
                Browser browser = new Browser()) {
            provider.person("{'sub':'g-1','email':'ann@example.com'}");
            provider.telling(claims -> claim.equals("exp")
                    ? claims.with("exp", new dev.dragoman.json.JsonNumber("1000000000"))
                    : claims.with(claim, new JsonString("another")));

            HttpResponse<String> refused = login(browser, gateway);

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
            assertThat(browser.cookie("token")).isEmpty();
        }
    }

    @Test
    void onlyVerifiedAddressesOfTheCompanysDomainsMayCome() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(
                        Databases.SQLITE, provider.google(), "ALLOWED_EMAIL_DOMAINS", "example.com, example.org");
                Browser browser = new Browser()) {
            for (String person : List.of(
                    "{'sub':'a','email':'ann@evil.example','email_verified':true}",
                    "{'sub':'b','email':'ann@example.com.evil.example','email_verified':true}",
                    "{'sub':'c','email':'ann@example.com','email_verified':false}",
                    "{'sub':'d'}")) {
                provider.person(person);
                assertThat(login(browser, gateway).statusCode()).as(person).isEqualTo(403);
            }
            provider.person("{'sub':'e','email':'ann@Example.ORG','email_verified':true}");
            assertThat(login(browser, gateway).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void aProviderThatRefusesOrIsAwayIsToldAsSuch() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.google());
                Browser browser = new Browser()) {
            provider.down(true);
            HttpResponse<String> away = browser.open(gateway.url() + "/sso/key/generate");
            provider.down(false);
            String back = Browser.location(returned(browser, gateway));
            HttpResponse<String> denied = browser.open(back.replaceAll(
                    "code=[^&]*", "error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E"));
            provider.down(true);
            HttpResponse<String> gone = browser.open(back);

            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(denied.statusCode()).isEqualTo(401);
            assertThat(denied.body()).contains("access_denied").doesNotContain("<script>");
            assertThat(gone.statusCode()).isEqualTo(503);
            for (HttpResponse<String> page : List.of(away, denied, gone)) {
                assertThat(page.headers().firstValue("content-type").orElse("")).contains("text/html");
                assertThat(page.body()).contains("role=\"alert\"").doesNotContain("Exception");
            }
        }
        Map<String, String> nowhere =
                Map.of("GENERIC_CLIENT_ID", "c", "GENERIC_CLIENT_SECRET", "s", "GENERIC_ISSUER", "http://127.0.0.1:1");
        try (BareGateway gateway = gateway(Databases.SQLITE, nowhere);
                Browser browser = new Browser()) {
            assertThat(browser.get(gateway.url() + "/sso/key/generate").statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void whatTheProviderTellsCanBeLookedAt() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(Databases.SQLITE, provider.google());
                Browser browser = new Browser()) {
            provider.person("{'sub':'g-1','email':'ann@example.com','groups':['<b>']}");

            HttpResponse<String> shown =
                    browser.follow(browser.follow(browser.open(gateway.url() + "/sso/debug/login")));

            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).contains("ann@example.com", "&lt;b&gt;");
            assertThat(browser.cookie("token")).isEmpty();
            assertThat(gateway.get("/user/list").body()).contains("\"total\":0");
        }
    }

    @Test
    void theLoginPageMayLeadOnAndTheFallbackNeverDoes() {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                BareGateway gateway = gateway(
                        Databases.SQLITE,
                        provider.google(),
                        "AUTO_REDIRECT_UI_LOGIN_TO_SSO",
                        "true",
                        "PROXY_BASE_URL",
                        "https://llm.example.com/");
                Browser browser = new Browser()) {
            HttpResponse<String> led = browser.open(gateway.url() + "/login");
            HttpResponse<String> form = browser.open(gateway.url() + "/fallback/login");

            assertThat(Browser.location(led))
                    .startsWith(provider.url() + "/google/authorize?")
                    .contains("redirect_uri=https%3A%2F%2Fllm.example.com%2Fsso%2Fcallback");
            assertThat(led.headers().firstValue("set-cookie").orElse("")).contains("Secure", "HttpOnly", "Path=/sso");
            assertThat(form.body()).contains("<form", "/sso/key/generate");
            assertThat(browser.get(gateway.url() + "/sso/readiness").body())
                    .contains("\"provider\":\"google\"", "\"status\":\"healthy\"");
        }
        try (BareGateway gateway = gateway(Databases.SQLITE, Map.of("MICROSOFT_CLIENT_ID", "c"));
                Browser browser = new Browser()) {
            HttpResponse<String> ready = browser.get(gateway.url() + "/sso/readiness");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("MICROSOFT_CLIENT_SECRET", "MICROSOFT_TENANT");
            assertThat(browser.get(gateway.url() + "/sso/key/generate").statusCode())
                    .isEqualTo(503);
        }
    }
}

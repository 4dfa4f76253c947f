package dev.dragoman.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logging in by a password, and what sessions may do. */
final class PasswordLoginTest {

    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
            """;
    private static final String CHAT = "{'model':'small','messages':[{'role':'user','content':'hi'}]}";

    private static BareGateway gateway(Databases database, String... variables) {
        return gateway(CONFIG, database.create(), variables);
    }

    private static BareGateway gateway(String config, String database, String... variables) {
        Map<String, String> all = new HashMap<>(Map.of("DATABASE_URL", database));
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        return BareGateway.of(config, all);
    }

    private static Map<String, String> form(String name, String password) {
        return Map.of("username", name, "password", password);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parseObject(answer.body());
    }

    private static void user(BareGateway gateway, String email, String password) {
        String body = "{\"user_id\":\"%s\",\"user_email\":\"%s\",\"user_role\":\"internal_user\",\"password\":\"%s\"}"
                .formatted(email.toLowerCase(java.util.Locale.ROOT).replace("@example.com", ""), email, password);
        assertThat(gateway.post("/user/new", body).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void usersLogInByTheFormAndActAsThemselves(Databases database) {
        try (BareGateway gateway = gateway(database);
                Browser browser = new Browser()) {
            user(gateway, "Ann@Example.com", "correct horse");

            HttpResponse<String> page = browser.open(gateway.url() + "/login");
            HttpResponse<String> done =
                    browser.submit(gateway.url() + "/login", gateway.url(), form("ann@example.com", "correct horse"));

            assertThat(page.body())
                    .contains("<form method=\"post\" action=\"/login\">")
                    .doesNotContain("<script");
            assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(done.statusCode()).isEqualTo(303);
            assertThat(Browser.location(done)).isEqualTo(gateway.url() + "/ui/?login=success");
            assertThat(done.headers().firstValue("set-cookie").orElse(""))
                    .contains("HttpOnly", "SameSite=Lax", "Max-Age=86400")
                    .doesNotContain("Secure");
            assertThat(json(browser.get(gateway.url() + "/user/info")).string("user_id"))
                    .isEqualTo("ann");
            JsonObject session = json(browser.get(gateway.url() + "/sso/session"));
            assertThat(session.string("user_role")).isEqualTo("internal_user");
            assertThat(session.has("key")).isFalse();
            assertThat(browser.get(gateway.url() + "/user/list").statusCode()).isIn(401, 403);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aSessionEndsByLoggingOutOnEveryInstance(Databases database) throws Exception {
        String address = database.create();
        try (BareGateway one = gateway(CONFIG, address);
                BareGateway other = gateway(CONFIG, address);
                Browser browser = new Browser()) {
            user(one, "ann@example.com", "correct horse");
            JsonObject told = json(
                    browser.post(one.url() + "/v2/login", "{'username':'ann@example.com','password':'correct horse'}"));
            String csrf = String.valueOf(told.string("csrf_token"));
            String cookie = "token=" + browser.cookie("token");
            assertThat(browser.post(other.url() + "/v1/chat/completions", CHAT, "x-csrf-token", csrf)
                            .statusCode())
                    .isEqualTo(200);

            HttpResponse<String> out = browser.post(one.url() + "/logout", "{}", "x-csrf-token", csrf);

            assertThat(out.statusCode()).isEqualTo(200);
            assertThat(browser.cookie("token")).isEmpty();
            Thread.sleep(Duration.ofSeconds(1));
            try (Browser thief = new Browser()) {
                for (BareGateway each : List.of(one, other)) {
                    HttpResponse<String> stolen = thief.post(
                            each.url() + "/v1/chat/completions", CHAT, "cookie", cookie, "x-csrf-token", csrf);
                    assertThat(stolen.statusCode()).as(stolen.body()).isEqualTo(401);
                }
            }
        }
    }

    @Test
    void theAdministratorLogsInByTheMasterKeyOrByAPasswordOfTheirOwn() {
        try (BareGateway gateway = gateway(Databases.SQLITE);
                Browser browser = new Browser()) {
            browser.submit(gateway.url() + "/login", gateway.url(), form("admin", Gateway.KEY));

            assertThat(json(browser.get(gateway.url() + "/sso/session")).string("user_role"))
                    .isEqualTo("proxy_admin");
            assertThat(browser.get(gateway.url() + "/user/list").statusCode()).isEqualTo(200);
            assertThat(browser.get(gateway.url() + "/key/list").body()).doesNotContain("litellm-dashboard");
        }
        try (BareGateway gateway = gateway(
                        Databases.SQLITE,
                        "UI_USERNAME",
                        "root",
                        "UI_PASSWORD",
                        "open sesame",
                        "PROXY_ADMIN_ID",
                        "boss");
                Browser browser = new Browser()) {
            assertThat(browser.submit(gateway.url() + "/login", null, form("root", Gateway.KEY))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(browser.submit(gateway.url() + "/login", null, form("root", "open sesame"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(json(browser.get(gateway.url() + "/sso/session")).string("user_id"))
                    .isEqualTo("boss");
        }
    }

    @Test
    void wrongPasswordsAreRefusedAndSoonNobodyMayTry() {
        try (BareGateway gateway = gateway(Databases.SQLITE);
                Browser browser = new Browser()) {
            user(gateway, "ann@example.com", "correct horse");
            gateway.post("/user/new", "{\"user_id\":\"bo\",\"user_email\":\"bo@example.com\"}");

            HttpResponse<String> wrong =
                    browser.post(gateway.url() + "/login", "{'username':'ann@example.com','password':'wrong'}");
            HttpResponse<String> without =
                    browser.post(gateway.url() + "/login", "{'username':'bo@example.com','password':'wrong'}");
            HttpResponse<String> shown =
                    browser.submit(gateway.url() + "/login", gateway.url(), form("<b>@x", "wrong"));

            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).contains("Invalid credentials used to access UI.", "invalid_credentials");
            assertThat(without.body()).contains("User has no password set.");
            assertThat(shown.statusCode()).isEqualTo(401);
            assertThat(shown.body()).contains("role=\"alert\"").doesNotContain("<b>@x");
            for (int tried = 1; tried < 5; tried++) {
                browser.post(gateway.url() + "/login", "{'username':'ANN@example.com','password':'guess'}");
            }
            HttpResponse<String> locked =
                    browser.post(gateway.url() + "/login", "{'username':'ann@example.com','password':'correct horse'}");
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(locked.headers().firstValue("retry-after")).isPresent();
        }
    }

    @Test
    void manyGuessesAtOnceGainNothing() throws Exception {
        try (BareGateway gateway = gateway(Databases.SQLITE);
                Browser browser = new Browser();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> guesses = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String guess = "{'username':'admin','password':'guess " + i + "'}";
                guesses.add(threads.submit(
                        () -> browser.post(gateway.url() + "/v2/login", guess).statusCode()));
            }
            int looked = 0;
            for (Future<Integer> guess : guesses) {
                looked += guess.get() == 401 ? 1 : 0;
            }

            assertThat(looked).isEqualTo(5);
        }
    }

    @Test
    void otherSitesCannotActInASession() {
        try (BareGateway gateway = gateway(Databases.SQLITE);
                Browser browser = new Browser()) {
            browser.submit(gateway.url() + "/login", gateway.url(), form("admin", Gateway.KEY));
            String generate = gateway.url() + "/key/generate";

            assertThat(browser.post(generate, "{}").statusCode()).isEqualTo(403);
            assertThat(browser.post(generate, "{}", "origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(browser.post(generate, "{}", "x-csrf-token", "wrong").statusCode())
                    .isEqualTo(403);
            assertThat(browser.post(gateway.url() + "/logout", "{}").statusCode())
                    .isEqualTo(403);
            assertThat(browser.submit(gateway.url() + "/login", "https://evil.example", form("admin", Gateway.KEY))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(browser.post(generate, "{}", "origin", gateway.url()).statusCode())
                    .isEqualTo(200);
            assertThat(browser.post(generate, "{}", "authorization", "Bearer " + Gateway.KEY)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void forgedAndForeignCookiesAreNobodys() {
        try (BareGateway gateway = gateway(Databases.SQLITE);
                Browser browser = new Browser()) {
            browser.submit(gateway.url() + "/login", gateway.url(), form("admin", Gateway.KEY));
            String[] parts = browser.cookie("token").split("\\.", -1);
            browser.forget();
            String none = java.util.Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

            for (String forged : List.of(
                    "x",
                    parts[0] + "." + parts[1] + ".",
                    none + "." + parts[1] + ".",
                    parts[0] + "." + parts[1] + "x." + parts[2],
                    parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse())) {
                HttpResponse<String> answer = askWith(browser, gateway, "token=" + forged);
                assertThat(answer.statusCode()).as(forged).isEqualTo(401);
            }
        }
    }

    private static HttpResponse<String> askWith(Browser browser, BareGateway gateway, String cookie) {
        return browser.post(gateway.url() + "/v2/key/info", "{'keys':[]}", "cookie", cookie, "origin", gateway.url());
    }

    @Test
    void aNewPasswordAndABlockEndSessions() throws Exception {
        try (BareGateway gateway = gateway(Databases.SQLITE);
                Browser browser = new Browser()) {
            user(gateway, "ann@example.com", "correct horse");
            browser.submit(gateway.url() + "/login", null, form("ann@example.com", "correct horse"));
            assertThat(browser.get(gateway.url() + "/user/info").statusCode()).isEqualTo(200);

            gateway.post("/user/update", "{\"user_id\":\"ann\",\"password\":\"another horse\"}");
            Thread.sleep(Duration.ofSeconds(1));
            assertThat(browser.get(gateway.url() + "/user/info").statusCode()).isEqualTo(401);

            browser.submit(gateway.url() + "/login", null, form("ann@example.com", "another horse"));
            assertThat(browser.get(gateway.url() + "/user/info").statusCode()).isEqualTo(200);
            gateway.post("/user/update", "{\"user_id\":\"ann\",\"blocked\":true}");
            Thread.sleep(Duration.ofSeconds(1));
            assertThat(browser.get(gateway.url() + "/user/info").statusCode()).isEqualTo(401);
            assertThat(browser.submit(gateway.url() + "/login", null, form("ann@example.com", "another horse"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void sessionsHaveTheirOwnLifeBudgetAndAddress() throws Exception {
        String config = CONFIG + """
                litellm_settings:
                  max_ui_session_budget: 0.5
                general_settings:
                  ui_access_mode: admin_only
                """;
        try (BareGateway gateway = gateway(
                        config,
                        Databases.SQLITE.create(),
                        "PROXY_BASE_URL",
                        "https://llm.example.com",
                        "LITELLM_UI_SESSION_DURATION",
                        "4s",
                        "PROXY_LOGOUT_URL",
                        "https://example.com/bye");
                Browser browser = new Browser()) {
            user(gateway, "ann@example.com", "correct horse");
            HttpResponse<String> told =
                    browser.post(gateway.url() + "/v2/login", "{'username':'admin','password':'" + Gateway.KEY + "'}");
            String set = told.headers().firstValue("set-cookie").orElse("");
            String cookie = set.substring(0, set.indexOf(';'));

            assertThat(set).contains("; Secure", "Max-Age=4");
            assertThat(told.body()).contains("https://llm.example.com/ui/?login=success");
            browser.forget();
            browser.bring(cookie);
            HttpResponse<String> key = browser.get(gateway.url() + "/key/info");
            browser.forget();
            assertThat(key.body()).contains("\"max_budget\":0.5", "\"team_id\":\"litellm-dashboard\"");
            assertThat(browser.post(
                                    gateway.url() + "/v2/login",
                                    "{'username':'ann@example.com','password':'correct horse'}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(gateway.get("/sso/get/ui_settings").body())
                    .contains("\"PROXY_LOGOUT_URL\":\"https://example.com/bye\"", "\"SSO_ENABLED\":false");
            Thread.sleep(Duration.ofMillis(4_100));
            HttpResponse<String> late = askWith(browser, gateway, cookie);
            assertThat(late.statusCode()).isEqualTo(401);
            assertThat(late.body()).contains("Authentication Error - Expired Key");
        }
    }
}

package dev.dragoman.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.store.Databases;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Logging in at an OpenID Connect server that somebody else wrote. */
final class OidcServerTest {

    private static final MockOAuth2Server SERVER = new MockOAuth2Server();
    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
            general_settings:
              litellm_jwtauth: {team_ids_jwt_field: "realm.groups"}
              ui_access_mode: {type: restricted_sso_group, restricted_sso_group: "engineers"}
            """;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.shutdown();
    }

    private static BareGateway gateway(String database) {
        return BareGateway.of(
                CONFIG,
                Map.of(
                        "DATABASE_URL",
                        database,
                        "GENERIC_CLIENT_ID",
                        "gateway",
                        "GENERIC_CLIENT_SECRET",
                        "secret",
                        "GENERIC_ISSUER",
                        SERVER.issuerUrl("company").toString()));
    }

    private static void person(String subject, Map<String, Object> claims) {
        SERVER.enqueueCallback(
                new DefaultOAuth2TokenCallback("company", subject, "JWT", List.of("gateway"), claims, 3600));
    }

    @Test
    void aLoginThatOneInstanceBeganIsEndedByAnother() {
        String database = Databases.SQLITE.create();
        try (BareGateway one = gateway(database);
                BareGateway other = gateway(database);
                Browser browser = new Browser()) {
            person(
                    "sub-1",
                    Map.of(
                            "email",
                            "ann@example.com",
                            "name",
                            "Ann",
                            "role",
                            "internal_user",
                            "realm",
                            Map.of("groups", List.of("engineers", "bad:id"))));

            HttpResponse<String> atProvider = browser.follow(browser.open(one.url() + "/sso/key/generate"));
            HttpResponse<String> done =
                    browser.open(Browser.location(atProvider).replace(one.url(), other.url()));

            assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
            assertThat(one.get("/user/info?user_id=sub-1").body())
                    .contains("\"user_email\":\"ann@example.com\"", "\"user_role\":\"internal_user\"", "engineers");
            assertThat(browser.get(one.url() + "/team/info?team_id=engineers").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> made = browser.post(one.url() + "/key/generate", "{}", "origin", one.url());
            assertThat(made.body()).contains("\"user_id\":\"sub-1\"");
        }
    }

    @Test
    void whoIsInNoneOfTheGroupsIsTurnedAway() {
        try (BareGateway gateway = gateway(Databases.SQLITE.create());
                Browser browser = new Browser()) {
            person("sub-2", Map.of("email", "bo@example.com", "realm", Map.of("groups", List.of("sales"))));
            HttpResponse<String> outside =
                    browser.follow(browser.follow(browser.open(gateway.url() + "/sso/key/generate")));

            assertThat(outside.statusCode()).isEqualTo(403);
            assertThat(outside.body()).contains("Only members of group engineers");
            assertThat(gateway.get("/user/list").body()).contains("\"total\":0");
        }
    }
}

package dev.dragoman.gateway.identity;

import static dev.dragoman.gateway.identity.TokenGateway.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For which team a token calls, who pays, and what is made for it. */
final class TokenTeamsTest {

    private static final String[] TEAMS_AND_USERS = {
        "user_id_jwt_field: sub",
        "user_email_jwt_field: email",
        "team_ids_jwt_field: realm.groups",
        "org_id_jwt_field: org",
        "end_user_id_jwt_field: customer"
    };

    private static int status(HttpResponse<String> response) {
        return response.statusCode();
    }

    @Test
    void aCallIsForTheFirstTeamThatMayAskTheModel() {
        try (TokenGateway gateway = TokenGateway.of(TEAMS_AND_USERS)) {
            gateway.ok("/user/new", "{'user_id':'ann','user_role':'internal_user'}");
            gateway.ok("/organization/new", "{'organization_id':'acme','organization_alias':'Acme'}");
            gateway.ok("/team/new", "{'team_id':'poor','models':['small']}");
            gateway.ok("/team/new", "{'team_id':'rich','models':['large']}");
            String claims = "{'sub':'ann','org':'acme','customer':'cust','realm':{'groups':['poor','nowhere','rich']}}";

            JsonObject small = gateway.row(gateway.chat(claims, "small"));
            JsonObject large = gateway.row(gateway.chat(claims, "large", "x-litellm-customer-id", "made-up"));

            assertThat(small.string("team_id")).isEqualTo("poor");
            assertThat(large.string("team_id")).isEqualTo("rich");
            assertThat(large.string("user")).isEqualTo("ann");
            assertThat(large.string("end_user")).isEqualTo("cust");
            assertThat(large.toString()).contains("acme");
            assertThat(small.string("api_key")).isEqualTo(large.string("api_key"));
            gateway.refuses(403, "No team has access to the requested model: other", claims, "other");
            gateway.passes(claims, "large", "x-litellm-team-id", "rich");
            gateway.refuses(401, "team_model_access_denied", claims, "small", "x-litellm-team-id", "rich");
            gateway.refuses(403, "none of the token's teams", claims, "small", "x-litellm-team-id", "foreign");
            gateway.ok("/team/new", "{'team_id':'foreign'}");
            gateway.refuses(403, "none of the token's teams", claims, "small", "x-litellm-team-id", "foreign");
            String models = gateway.bare()
                    .getAs(TokenIssuer.token(claims), "/v1/models")
                    .body();
            assertThat(models).contains("small").contains("large");
        }
    }

    @Test
    void changesOfTeamsUsersAndOrganizationsCountWithinASecond() {
        try (TokenGateway gateway = TokenGateway.of(TEAMS_AND_USERS)) {
            String claims = "{'sub':'ann','realm':{'groups':['eng']}}";
            gateway.refuses(401, "User doesn't exist in db. 'user_id'=ann", claims, "small");
            gateway.ok("/user/new", "{'user_id':'ann','user_role':'internal_user'}");
            soon(() -> gateway.chat(claims, "small").body().contains("No team of the token exists"));
            gateway.ok("/team/new", "{'team_id':'eng','models':['small']}");
            soon(() -> status(gateway.chat(claims, "small")) == 200);
            assertThat(status(gateway.chat(claims, "large"))).isEqualTo(401);
            gateway.ok("/team/update", "{'team_id':'eng','models':['large']}");
            soon(() -> status(gateway.chat(claims, "large")) == 200);
            gateway.ok("/team/block", "{'team_id':'eng'}");
            soon(() -> gateway.chat(claims, "large").body().contains("Team=eng is blocked"));
            gateway.ok("/team/unblock", "{'team_id':'eng'}");
            soon(() -> status(gateway.chat(claims, "large")) == 200);
            gateway.ok("/user/update", "{'user_id':'ann','blocked':true}");
            soon(() -> gateway.chat(claims, "large").body().contains("User=ann is blocked"));
            gateway.refuses(401, "User doesn't exist in db", "{'sub':'bob','org':'nowhere'}", "small");
            gateway.ok("/user/new", "{'user_id':'bob'}");
            soon(() -> gateway.chat("{'sub':'bob','org':'nowhere'}", "small")
                    .body()
                    .contains("Organization doesn't exist in db. Organization=nowhere"));
            gateway.ok(
                    "/organization/new", "{'organization_id':'nowhere','organization_alias':'n','models':['small']}");
            soon(() -> status(gateway.chat("{'sub':'bob','org':'nowhere'}", "small")) == 200);
            assertThat(gateway.chat("{'sub':'bob','org':'nowhere'}", "large").body())
                    .contains("org_model_access_denied");
        }
    }

    @Test
    void aTeamsBudgetIsNeverOverspentByTokens() throws Exception {
        try (TokenGateway gateway = TokenGateway.of(TEAMS_AND_USERS);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.ok("/team/new", "{'team_id':'eng','max_budget':1}");
            for (int i = 0; i < 4; i++) {
                gateway.ok("/user/new", "{'user_id':'u" + i + "','user_role':'internal_user'}");
            }
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String claims = "{'sub':'u" + i % 4 + "','jti':'" + i + "','realm':{'groups':['eng']}}";
                answers.add(clients.submit(() -> gateway.chat(claims, "small")));
            }
            int passed = 0;
            for (Future<HttpResponse<String>> answer : answers) {
                HttpResponse<String> told = answer.get();
                assertThat(status(told)).as(told.body()).isIn(200, 400);
                passed += status(told) == 200 ? 1 : 0;
                if (status(told) == 400) {
                    assertThat(told.body()).contains("budget_exceeded");
                }
            }
            assertThat(passed).isBetween(1, 199);
            double[] seen = {0};
            soon(() -> {
                Double spent = Objects.requireNonNull(
                                gateway.get("/team/info?team_id=eng").object("team_info"))
                        .number("spend");
                boolean still = spent != null && spent > 0.5 && spent == seen[0];
                seen[0] = spent == null ? 0 : spent;
                return still;
            });
            assertThat(seen[0]).isBetween(0.5, 1.0);
        }
    }

    @Test
    void limitsOfUsersHoldOverAllTheirTokens() {
        try (TokenGateway gateway = TokenGateway.of(TEAMS_AND_USERS)) {
            gateway.ok("/user/new", "{'user_id':'ann','user_role':'internal_user','rpm_limit':2}");
            List<Integer> seen = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                seen.add(status(gateway.chat("{'sub':'ann','jti':'" + i + "'}", "small")));
            }
            assertThat(seen).containsExactly(200, 200, 429);
        }
    }

    @ParameterizedTest
    @EnumSource
    void usersAndTeamsAreMadeWhereTheOperatorWantsThat(Databases database) throws Exception {
        try (TokenGateway gateway = TokenGateway.on(
                        database,
                        "user_id_jwt_field: sub",
                        "user_email_jwt_field: email",
                        "user_allowed_email_domain: Example.com",
                        "user_id_upsert: true",
                        "team_id_jwt_field: team",
                        "team_id_upsert: true",
                        "upsert_sso_user_to_team: true");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            String claims = "{'sub':'ann','email':'Ann@example.com','team':'eng'}";
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(clients.submit(() -> gateway.chat(claims, "small")));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(status(answer.get())).as(answer.get().body()).isEqualTo(200);
            }
            JsonObject team = gateway.get("/team/info?team_id=eng");
            assertThat(team.toString()).contains("\"user_id\":\"ann\"");
            JsonObject user = gateway.get("/user/info?user_id=ann");
            assertThat(user.toString()).contains("Ann@example.com").contains("internal_user_viewer");
            assertThat(gateway.get("/audit?object_id=ann").toString()).contains("litellm_jwtauth");
            gateway.refuses(403, "example.com", "{'sub':'eve','email':'eve@evil.com','team':'eng'}", "small");
            gateway.refuses(403, "example.com", "{'sub':'eve','email':'eve@example.com.evil.com'}", "small");
            gateway.refuses(
                    403, "example.com", "{'sub':'eve','email':'eve@example.com','email_verified':false}", "small");
            assertThat(gateway.bare().get("/user/info?user_id=eve").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void namesStandForTeamsAndOrganizationsUnlessThereAreSeveral() {
        try (TokenGateway gateway = TokenGateway.of(
                "team_alias_jwt_field: team\\.name", "org_alias_jwt_field: org", "team_id_default: usual")) {
            gateway.ok("/organization/new", "{'organization_id':'o1','organization_alias':'Acme'}");
            gateway.ok("/team/new", "{'team_id':'t1','team_alias':'Engineering'}");
            gateway.ok("/team/new", "{'team_id':'usual'}");
            String claims = "{'team.name':'Engineering','org':'Acme'}";

            JsonObject row = gateway.row(gateway.chat(claims, "small"));
            assertThat(row.string("team_id")).isEqualTo("t1");
            assertThat(row.toString()).contains("o1");
            assertThat(gateway.row(gateway.chat("{'sub':'x'}", "small")).string("team_id"))
                    .isEqualTo("usual");
            gateway.ok("/team/new", "{'team_id':'t2','team_alias':'Engineering'}");
            soon(() -> gateway.chat(claims, "small").body().contains("several teams are named Engineering"));
        }
    }

    @Test
    void aTeamsTokenTakesItsRoutesAlone() {
        try (TokenGateway gateway = TokenGateway.of(TEAMS_AND_USERS)) {
            gateway.ok("/user/new", "{'user_id':'root','user_role':'proxy_admin'}");
            gateway.ok("/team/new", "{'team_id':'eng'}");
            String inTeam = TokenIssuer.token("{'sub':'root','realm':{'groups':'eng'}}");
            String alone = TokenIssuer.token("{'sub':'root'}");

            HttpResponse<String> refused = gateway.bare().postAs(inTeam, "/user/new", "{}");
            assertThat(status(refused)).isEqualTo(403);
            assertThat(refused.body()).contains("Team=eng is not allowed to call this route");
            assertThat(status(gateway.bare().getAs(inTeam, "/v1/models"))).isEqualTo(200);
            assertThat(status(gateway.bare().postAs(alone, "/user/new", "{}"))).isEqualTo(200);
        }
    }
}

package dev.dragoman.gateway.identity;

import static dev.dragoman.gateway.identity.TokenGateway.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What callers with tokens may do, and who pays for them. */
final class TokenCallersTest {

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
    void aTokenIsNoKeyWhereTokensAreOffAndKeysCountWhereTheyAreOn() {
        try (TokenGateway gateway = TokenGateway.of()) {
            gateway.passes("{'sub':'ann'}", "small");
            String key = String.valueOf(gateway.ok("/key/generate", "{}").string("key"));
            assertThat(status(gateway.chatAs(key, "small"))).isEqualTo(200);
            assertThat(status(gateway.chatAs(TokenGateway.masterKey(), "small")))
                    .isEqualTo(200);
            HttpResponse<String> none = gateway.chatAs("a.b.c", "small");
            assertThat(status(none)).isEqualTo(401);
            assertThat(none.body()).contains("auth_error").contains("no signed JSON web token");
            assertThat(gateway.chatAs("plain", "small").body()).contains("LiteLLM Virtual Key expected");
        }
    }

    @Test
    void aTokenThatIsKnownEndsWithItsTime() throws InterruptedException {
        try (TokenGateway gateway = TokenGateway.of()) {
            long end = System.currentTimeMillis() / 1000 - 28;
            String token = TokenIssuer.token("{'sub':'ann','exp':" + end + "}");
            List<Integer> seen = new ArrayList<>();
            soon(() -> {
                seen.add(status(gateway.chatAs(token, "small")));
                return seen.getLast() == 401;
            });
            assertThat(gateway.chatAs(token, "small").body()).contains("(exp)");
        }
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

    @Test
    void usersAndTeamsAreMadeWhereTheOperatorWantsThat() throws Exception {
        try (TokenGateway gateway = TokenGateway.of(
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
    void whatIsNoNameMakesNobodyOfItsBearer() {
        try (TokenGateway gateway = TokenGateway.of("user_id_jwt_field: sub")) {
            gateway.refuses(403, "a claim of the token is no name", "{'sub':'" + "a".repeat(256) + "'}", "small");
            gateway.refuses(403, "a claim of the token is no name", "{'sub':'a\\u0000b'}", "small");
        }
    }

    @Test
    void anAddressThatNobodyVerifiedIsNobodysName() {
        try (TokenGateway gateway =
                TokenGateway.of("user_id_jwt_field: sub", "user_email_jwt_field: email", "user_id_upsert: false")) {
            gateway.ok("/user/new", "{'user_id':'boss','user_email':'boss@example.com','user_role':'proxy_admin'}");

            gateway.passes("{'sub':'x','email':'BOSS@example.com'}", "small");
            gateway.refuses(
                    401,
                    "User doesn't exist in db",
                    "{'sub':'x','email':'boss@example.com','email_verified':false}",
                    "small");
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
    void anAdministratorByScopeManagesAndCallsNoModel() {
        try (TokenGateway gateway = TokenGateway.of("user_id_jwt_field: sub", "admin_jwt_scope: boss")) {
            String token = TokenIssuer.token("{'sub':'root','scope':'openid boss'}");

            assertThat(status(gateway.bare().postAs(token, "/team/new", "{\"team_id\":\"t\"}")))
                    .isEqualTo(200);
            assertThat(gateway.get("/audit?object_id=t").toString()).contains("\"changed_by\":\"root\"");
            assertThat(status(gateway.bare().getAs(token, "/key/list"))).isEqualTo(200);
            HttpResponse<String> call = gateway.chatAs(token, "small");
            assertThat(status(call)).isEqualTo(403);
            assertThat(call.body()).contains("Admin not allowed to access this route");
            String other = TokenIssuer.token("{'sub':'root','scope':['openid','bossy']}");
            assertThat(status(gateway.bare().postAs(other, "/team/new", "{\"team_id\":\"u\"}")))
                    .isEqualTo(401);
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

    @Test
    void rolesOfTokensDecideWhatMayBeAsked() {
        String permissions = """
                  role_permissions:
                    - {role: internal_user, models: [small], routes: [openai_routes]}
                    - {role: team, models: [large]}
                """;
        try (TokenGateway gateway = TokenGateway.with(
                permissions,
                "enforce_rbac: true",
                "roles_jwt_field: roles",
                "role_mappings: [{role: dev, internal_role: internal_user}, {role: crew, internal_role: team}]",
                "object_id_jwt_field: oid")) {
            gateway.ok("/user/new", "{'user_id':'o1'}");
            gateway.ok("/team/new", "{'team_id':'o2'}");

            gateway.passes("{'oid':'o1','roles':['x','dev']}", "small");
            gateway.refuses(
                    403, "Role=internal_user not allowed to call model=large", "{'oid':'o1','roles':'dev'}", "large");
            JsonObject row = gateway.row(gateway.chat("{'oid':'o2','roles':['crew']}", "large"));
            assertThat(row.string("team_id")).isEqualTo("o2");
            gateway.refuses(403, "Role=team not allowed", "{'oid':'o2','roles':['crew']}", "small");
            gateway.refuses(403, "enforce_rbac is set to True", "{'oid':'o1','roles':['x']}", "small");
            HttpResponse<String> route =
                    gateway.bare().getAs(TokenIssuer.token("{'oid':'o1','roles':'dev'}"), "/key/list");
            assertThat(status(route)).isEqualTo(403);
            assertThat(route.body()).contains("Role=internal_user not allowed to call route");
        }
    }

    @Test
    void aRoleOfTheUserIsEnoughForRoles() {
        try (TokenGateway gateway =
                TokenGateway.of("enforce_rbac: true", "user_roles_jwt_field: a.roles", "user_allowed_roles: [basic]")) {
            gateway.passes("{'a':{'roles':['basic']}}", "small");
            gateway.refuses(403, "enforce_rbac", "{'a':{'roles':['other']}}", "small");
        }
    }

    @Test
    void scopesAllowModels() {
        try (TokenGateway gateway = TokenGateway.of(
                "enforce_scope_based_access: true",
                "scope_mappings: [{scope: s, models: [small]}, {scope: l, models: [large], routes: [/v1/chat/completions]}]")) {
            gateway.passes("{'scope':'s other'}", "small");
            gateway.refuses(403, "not allowed to call model=large", "{'scope':'s'}", "large");
            gateway.passes("{'scope':'s l'}", "large");
            gateway.refuses(403, "no scope that allows a model", "{'scope':'other'}", "small");
            gateway.refuses(403, "no scope that allows a model", "{}", "small");
            assertThat(status(gateway.bare().getAs(TokenIssuer.token("{'scope':'l'}"), "/v1/models")))
                    .isEqualTo(403);
        }
    }

    @Test
    void modelsAreForTeamsWhereTheOperatorSaysSo() {
        try (TokenGateway gateway =
                TokenGateway.of("team_id_jwt_field: team", "enforce_team_based_model_access: true")) {
            gateway.ok("/team/new", "{'team_id':'eng'}");

            gateway.passes("{'team':'eng'}", "small");
            gateway.refuses(403, "No teams found in token", "{'sub':'ann'}", "small");
        }
    }

    @Test
    void rolesAndTeamsOfTokensAreWrittenDown() {
        try (TokenGateway gateway = TokenGateway.of(
                "user_id_jwt_field: sub",
                "user_id_upsert: true",
                "team_ids_jwt_field: groups",
                "roles_jwt_field: roles",
                "jwt_litellm_role_map: [{jwt_role: 'ADMIN-*', litellm_role: proxy_admin}, {jwt_role: dev, litellm_role: internal_user}]",
                "sync_user_role_and_teams: true")) {
            gateway.ok("/team/new", "{'team_id':'a'}");
            gateway.ok("/team/new", "{'team_id':'b'}");

            gateway.passes("{'sub':'ann','roles':['dev'],'groups':['a']}", "small");
            String first = gateway.get("/v2/user/info?user_id=ann").toString();
            gateway.passes("{'sub':'ann','roles':['ADMIN-EU'],'groups':['b']}", "small");
            String second = gateway.get("/v2/user/info?user_id=ann").toString();

            assertThat(first).contains("\"user_role\":\"internal_user\"").contains("\"teams\":[\"a\"]");
            assertThat(second).contains("\"user_role\":\"proxy_admin\"").contains("\"teams\":[\"b\"]");
        }
    }

    @Test
    void aClaimStandsForAKey() {
        try (TokenGateway gateway =
                TokenGateway.of("virtual_key_claim_field: client.id", "enforce_rbac: true", "user_id_jwt_field: sub")) {
            JsonObject key = gateway.ok("/key/generate", "{'models':['small'],'key_alias':'robot'}");
            String token = "{'sub':'nobody','client':{'id':'c1'}}";
            gateway.refuses(401, "User doesn't exist in db", token, "small");
            JsonObject mapping = gateway.ok(
                    "/jwt/key/mapping/new",
                    "{'jwt_claim_name':'client.id','jwt_claim_value':'c1','key':'" + key.string("key") + "'}");
            soon(() -> status(gateway.chat(token, "small")) == 200);

            JsonObject row = gateway.row(gateway.chat(token, "small"));
            assertThat(row.string("api_key")).isEqualTo(key.string("token"));
            gateway.refuses(401, "key_model_access_denied", token, "large");
            assertThat(gateway.bare()
                            .post(
                                    "/jwt/key/mapping/new",
                                    "{\"jwt_claim_name\":\"client.id\",\"jwt_claim_value\":\"c1\",\"key\":\""
                                            + key.string("token") + "\"}")
                            .statusCode())
                    .isEqualTo(409);
            String rotated = String.valueOf(gateway.ok("/key/regenerate", "{'key':'" + key.string("key") + "'}")
                    .string("token"));
            soon(() -> status(gateway.chat(token, "small")) == 200);
            assertThat(gateway.get("/jwt/key/mapping/info?id=" + mapping.string("id"))
                            .string("token"))
                    .isEqualTo(rotated);
            gateway.ok("/key/block", "{'key':'" + rotated + "'}");
            soon(() -> gateway.chat(token, "small").body().contains("Key is blocked"));
            gateway.ok("/jwt/key/mapping/update", "{'id':'" + mapping.string("id") + "','is_active':false}");
            soon(() -> gateway.chat(token, "small").body().contains("User doesn't exist in db"));
            assertThat(gateway.get("/jwt/key/mapping/list").toString()).contains("\"is_active\":false");
            gateway.ok("/jwt/key/mapping/delete", "{'id':'" + mapping.string("id") + "'}");
            assertThat(gateway.get("/jwt/key/mapping/list").integer("total_count"))
                    .isZero();
            assertThat(gateway.get("/audit?table_name=LiteLLM_JWTKeyMapping").toString())
                    .contains("created")
                    .contains("deleted");
        }
    }

    @Test
    void theIssuerIsAskedAboutTokensThatNobodyCanRead() {
        try (TokenGateway gateway = TokenGateway.of(
                "oidc_userinfo_enabled: true", "oidc_userinfo_endpoint: USERINFO", "team_id_jwt_field: team")) {
            gateway.ok("/team/new", "{'team_id':'eng'}");
            gateway.issuer.knows("opaque", "{'sub':'ann','team':'eng'}");

            JsonObject row = gateway.row(gateway.chatAs("opaque", "small"));
            for (int i = 0; i < 5; i++) {
                assertThat(status(gateway.chatAs("opaque", "small"))).isEqualTo(200);
                assertThat(status(gateway.chatAs("unknown", "small"))).isEqualTo(401);
            }
            assertThat(row.string("team_id")).isEqualTo("eng");
            assertThat(gateway.issuer.asked()).isEqualTo(2);
            gateway.issuer.answers(500);
            assertThat(status(gateway.chatAs("another", "small"))).isEqualTo(503);
            assertThat(status(gateway.chatAs("opaque", "small"))).isEqualTo(200);
        }
    }

    @Test
    void openRoutesNeedNoToken() {
        try (TokenGateway gateway = TokenGateway.of("public_allowed_routes: [public_routes, /v1/models]")) {
            assertThat(status(gateway.bare().askAsNobody("GET", "/v1/models", "")))
                    .isEqualTo(200);
            assertThat(status(gateway.bare().askAsNobody("GET", "/key/list", "")))
                    .isEqualTo(401);
            assertThat(status(gateway.bare().askAsNobody("POST", "/v1/chat/completions", "{}")))
                    .isEqualTo(401);
        }
    }

    @Test
    void anIssuerThatCannotBeReachedMakesNobodyAStranger() {
        try (TokenGateway gateway = TokenGateway.of()) {
            gateway.issuer.answers(500);
            soon(() -> {
                HttpResponse<String> response = gateway.chatAs(
                        TokenIssuer.signed(
                                com.nimbusds.jose.JWSAlgorithm.RS256, TokenIssuer.NEXT, TokenIssuer.lasting("{}")),
                        "small");
                JsonObject told = Json.parseObject(response.body());
                return status(response) == 503 && told.has("error");
            });
        }
    }
}

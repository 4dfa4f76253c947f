package dev.dragoman.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What roles and scopes of tokens allow. */
final class TokenRolesTest {

    private static int status(HttpResponse<String> response) {
        return response.statusCode();
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
}

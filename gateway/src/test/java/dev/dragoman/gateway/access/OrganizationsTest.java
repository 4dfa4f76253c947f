package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ManagedGateway.atOnce;
import static dev.dragoman.gateway.access.ManagedGateway.each;
import static dev.dragoman.gateway.access.ManagedGateway.list;
import static dev.dragoman.gateway.access.ManagedGateway.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Organizations and who is in them, on every kind of database. */
final class OrganizationsTest {

    @ParameterizedTest
    @EnumSource
    void anOrganizationIsMadeToldChangedAndRemoved(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            JsonObject made = gateway.ok(
                    "/organization/new",
                    "{'organization_id':'o','organization_alias':'Org','models':['small'],'max_budget':100,'budget_duration':'30d',"
                            + "'model_rpm_limit':{'small':5}}");
            assertThat(object(made, "litellm_budget_table").number("max_budget"))
                    .isEqualTo(100);
            assertThat(object(made, "litellm_budget_table").string("budget_reset_at"))
                    .isNotNull();
            assertThat(object(object(made, "metadata"), "model_rpm_limit").integer("small"))
                    .isEqualTo(5);
            assertThat(gateway.status("/organization/new", "{'organization_id':'o','organization_alias':'x'}"))
                    .isEqualTo(400);
            assertThat(gateway.status("/organization/new", "{'organization_id':'p'}"))
                    .isEqualTo(400);
            assertThat(gateway.ask(gateway.user("u"), "/organization/new", "{'organization_alias':'x'}")
                            .body())
                    .contains("Only admins can create orgs");

            JsonObject changed = gateway.ok(
                    "PATCH /organization/update", "{'organization_id':'o','organization_alias':'New','max_budget':80}");
            assertThat(changed.string("organization_alias")).isEqualTo("New");
            assertThat(changed.string("budget_id")).isEqualTo(made.string("budget_id"));
            assertThat(object(changed, "litellm_budget_table").number("max_budget"))
                    .isEqualTo(80);

            gateway.ok("/team/new", "{'team_id':'t','organization_id':'o'}");
            String key = String.valueOf(
                    gateway.ok("/key/generate", "{'team_id':'t'}").string("key"));
            assertThat(gateway.chat(key, "large").body()).contains("org_model_access_denied");
            gateway.ok(
                    "/organization/member_add",
                    "{'organization_id':'o','member':{'role':'internal_user','user_id':'u'}}");
            JsonObject info = gateway.get("/organization/info?organization_id=o");
            assertThat(each(list(info, "teams"), "team_id")).containsExactly("t");
            assertThat(each(list(info, "members"), "user_id")).containsExactly("u");

            assertThat(gateway.ask(Gateway.KEY, "DELETE /organization/delete", "{'organization_ids':['o']}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.status("GET /organization/info?organization_id=o", ""))
                    .isEqualTo(404);
            assertThat(gateway.status("GET /team/info?team_id=t", "")).isEqualTo(404);
            assertThat(gateway.get("/key/list?team_id=t").integer("total_count"))
                    .isZero();
            assertThat(gateway.list(Gateway.KEY, "/budget/list")).isEmpty();
            assertThat(list(gateway.get("/v2/user/info?user_id=u"), "organization_memberships"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void membersHaveRolesAndBudgets(Databases database) throws Exception {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            gateway.ok("/organization/new", "{'organization_id':'o','organization_alias':'o','max_budget':10}");
            String leader = gateway.user("leader");
            gateway.ok(
                    "/organization/member_add",
                    "{'organization_id':'o','member':{'role':'org_admin','user_id':'leader'}}");

            JsonObject added = gateway.as(
                    leader,
                    "/organization/member_add",
                    "{'organization_id':'o','member':[{'role':'internal_user','user_email':'n@example.com'}],'max_budget_in_organization':5}");
            JsonObject membership = (JsonObject)
                    list(added, "updated_organization_memberships").items().getFirst();
            String user = String.valueOf(membership.string("user_id"));
            assertThat(object(membership, "litellm_budget_table").number("max_budget"))
                    .isEqualTo(5);
            assertThat(
                            gateway.status(
                                    leader,
                                    "/organization/member_add",
                                    "{'organization_id':'o','member':{'role':'internal_user','user_id':'x'},'max_budget_in_organization':11}"))
                    .isEqualTo(400);
            assertThat(gateway.as(
                                    leader,
                                    "PATCH /organization/member_update",
                                    "{'organization_id':'o','user_id':'" + user
                                            + "','role':'org_admin','max_budget_in_organization':6}")
                            .string("user_role"))
                    .isEqualTo("org_admin");
            assertThat(gateway.status(
                            leader,
                            "/organization/member_update",
                            "{'organization_id':'o','user_id':'" + user + "','role':'king'}"))
                    .isEqualTo(400);
            assertThat(list(gateway.as(leader, "GET /user/list", ""), "users")).hasSize(2);
            assertThat(gateway.status(leader, "PATCH /organization/update", "{'organization_id':'o','max_budget':11}"))
                    .isEqualTo(403);
            gateway.as(leader, "PATCH /organization/update", "{'organization_id':'o','metadata':{'floor':'2'}}");
            assertThat(gateway.status(
                            leader,
                            "PATCH /organization/update",
                            "{'organization_id':'o','metadata':{'model_rpm_limit':{'small':9}}}"))
                    .isEqualTo(403);
            gateway.as(
                    leader,
                    "DELETE /organization/member_delete",
                    "{'organization_id':'o','user_email':'N@example.com'}");
            assertThat(gateway.status(
                            leader, "/organization/member_delete", "{'organization_id':'o','user_id':'" + user + "'}"))
                    .isEqualTo(404);

            List<Callable<Integer>> adding = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                adding.add(() -> gateway.status(
                        "/organization/member_add",
                        "{'organization_id':'o','member':{'role':'internal_user','user_id':'same'}}"));
            }
            assertThat(atOnce(adding)).containsOnlyOnce(200).containsOnly(200, 400);
        }
    }
}

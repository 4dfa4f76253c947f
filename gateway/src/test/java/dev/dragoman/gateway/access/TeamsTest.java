package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ManagedGateway.atOnce;
import static dev.dragoman.gateway.access.ManagedGateway.each;
import static dev.dragoman.gateway.access.ManagedGateway.list;
import static dev.dragoman.gateway.access.ManagedGateway.object;
import static dev.dragoman.gateway.access.ManagedGateway.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Teams and who is in them, on every kind of database. */
final class TeamsTest {

    @ParameterizedTest
    @EnumSource
    void aTeamIsMadeToldChangedAndRemoved(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            JsonObject made = gateway.ok(
                    "/team/new",
                    "{'team_id':'t','team_alias':'eng','max_budget':100,'budget_duration':'30d','models':['small'],"
                            + "'tags':['a'],'team_member_budget':5,'colour':'red',"
                            + "'members_with_roles':[{'role':'user','user_email':'Bo@Example.com'}]}");
            assertThat(texts(list(made, "ignored_fields"))).containsExactly("colour");
            assertThat(made.string("budget_reset_at")).isNotNull();
            assertThat(made.number("spend")).isZero();
            assertThat(texts(list(object(made, "metadata"), "tags"))).containsExactly("a");
            assertThat(each(list(made, "members_with_roles"), "user_id"))
                    .contains("default_user_id")
                    .hasSize(2);
            assertThat(each(list(made, "members_with_roles"), "user_email")).contains("Bo@Example.com");
            assertThat(gateway.status("/team/new", "{'team_id':'t'}")).isEqualTo(400);

            gateway.ok("/team/update", "{'team_id':'t','rpm_limit':7,'budget_duration':'','team_member_budget':9}");
            JsonObject info = gateway.get("/team/info?team_id=t");
            JsonObject team = object(info, "team_info");
            assertThat(team.integer("rpm_limit")).isEqualTo(7);
            assertThat(team.string("team_alias")).isEqualTo("eng");
            assertThat(team.string("budget_duration")).isNull();
            assertThat(team.string("budget_reset_at")).isNull();
            assertThat(object(team, "team_member_budget_table").number("max_budget"))
                    .isEqualTo(9);
            assertThat(object(gateway.get("/user/info?user_id=" + bo(gateway)), "user_info")
                            .array("teams"))
                    .hasSize(1);

            String key = String.valueOf(
                    gateway.ok("/key/generate", "{'team_id':'t'}").string("key"));
            assertThat(gateway.chat(key, "small").statusCode()).isEqualTo(200);
            assertThat(gateway.chat(key, "large").statusCode()).isEqualTo(401);
            assertThat(list(gateway.get("/team/info?team_id=t"), "keys")).hasSize(1);

            assertThat(list(gateway.ok("/team/delete", "{'team_ids':['t']}"), "deleted_teams"))
                    .hasSize(1);
            assertThat(gateway.status("GET /team/info?team_id=t", "")).isEqualTo(404);
            assertThat(gateway.get("/v2/team/list?status=deleted").integer("total"))
                    .isEqualTo(1);
            assertThat(gateway.get("/key/list?team_id=t").integer("total_count"))
                    .isZero();
            assertThat(object(gateway.get("/user/info?user_id=" + bo(gateway)), "user_info")
                            .array("teams"))
                    .isEmpty();
        }
    }

    private static String bo(ManagedGateway gateway) {
        return each(list(gateway.get("/user/list?user_email=bo@example"), "users"), "user_id")
                .getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void membersAreAddedChangedAndRemovedByWhoRunsTheTeam(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            String captain = gateway.user("captain");
            gateway.ok(
                    "/team/new",
                    "{'team_id':'t','max_budget':50,'models':['small'],'members_with_roles':[{'role':'admin','user_id':'captain'}]}");

            JsonObject added = gateway.as(
                    captain,
                    "/team/member_add",
                    "{'team_id':'t','member':[{'role':'user','user_email':'new@example.com'},{'role':'user','user_id':'u2'}],"
                            + "'max_budget_in_team':20}");
            assertThat(list(added, "members_with_roles")).hasSize(4);
            assertThat(list(added, "updated_users")).hasSize(2);
            JsonObject membership =
                    (JsonObject) list(added, "updated_team_memberships").items().getFirst();
            assertThat(object(membership, "litellm_budget_table").number("max_budget"))
                    .isEqualTo(20);
            assertThat(gateway.ask(
                                    captain,
                                    "/team/member_add",
                                    "{'team_id':'t','member':{'role':'user','user_id':'u2'}}")
                            .body())
                    .contains("team_member_already_in_team");
            assertThat(gateway.status(
                            captain, "/team/member_update", "{'team_id':'t','user_id':'u2','max_budget_in_team':51}"))
                    .isEqualTo(400);
            JsonObject changed = gateway.as(
                    captain,
                    "/team/member_update",
                    "{'team_id':'t','user_id':'u2','role':'admin','max_budget_in_team':30,'rpm_limit':3}");
            assertThat(changed.number("max_budget_in_team")).isEqualTo(30);
            assertThat(changed.integer("rpm_limit")).isEqualTo(3);
            assertThat(changed.string("role")).isEqualTo("admin");

            String key = String.valueOf(gateway.as(captain, "/key/generate", "{'team_id':'t','user_id':'u2'}")
                    .string("key"));
            assertThat(gateway.chat(key, "small").statusCode()).isEqualTo(200);
            assertThat(gateway.status(key, "/team/update", "{'team_id':'t','team_alias':'mine'}"))
                    .isEqualTo(403);
            assertThat(list(
                            gateway.as(captain, "/team/member_delete", "{'team_id':'t','user_id':'u2'}"),
                            "members_with_roles"))
                    .hasSize(3);
            assertThat(gateway.get("/key/list?team_id=t").integer("total_count"))
                    .isZero();
            assertThat(gateway.status(captain, "/team/member_delete", "{'team_id':'t','user_id':'u2'}"))
                    .isEqualTo(404);

            JsonObject bulk = gateway.as(
                    captain,
                    "/team/bulk_member_add",
                    "{'team_id':'t','members':[{'role':'user','user_id':'captain'},{'role':'user','user_id':'u3'}]}");
            assertThat(bulk.integer("successful_additions")).isEqualTo(1);
            assertThat(bulk.integer("failed_additions")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoRunsATeamNeverGivesItMore(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            String captain = gateway.user("captain");
            gateway.ok(
                    "/organization/new",
                    "{'organization_id':'o','organization_alias':'o','max_budget':100,'models':['cheap']}");
            assertThat(gateway.status("/team/new", "{'organization_id':'o','max_budget':101}"))
                    .isEqualTo(400);
            assertThat(gateway.status("/team/new", "{'organization_id':'o','models':['large']}"))
                    .isEqualTo(400);
            assertThat(gateway.status("/team/new", "{'organization_id':'nowhere'}"))
                    .isEqualTo(400);
            gateway.ok(
                    "/team/new",
                    "{'team_id':'t','organization_id':'o','max_budget':50,'budget_duration':'30d','models':['small'],'rpm_limit':5,"
                            + "'model_rpm_limit':{'small':3},'members_with_roles':[{'role':'admin','user_id':'captain'}]}");

            for (String more : new String[] {
                "'max_budget':51",
                "'max_budget':-1",
                "'rpm_limit':6",
                "'models':['small','large']",
                "'models':[]",
                "'models':['all-proxy-models']",
                "'budget_duration':'1d'",
                "'budget_duration':''",
                "'model_rpm_limit':{'small':4}",
                "'metadata':{'model_rpm_limit':{'small':4}}",
                "'metadata':{'team_member_budget_id':'x'}",
                "'blocked':true",
                "'organization_id':''",
                "'organization_id':'other'",
                "'guardrails':[]",
                "'router_settings':{'num_retries':9}"
            }) {
                assertThat(gateway.status(captain, "/team/update", "{'team_id':'t'," + more + "}"))
                        .as(more)
                        .isIn(400, 403);
            }
            JsonObject less = object(
                    gateway.as(
                            captain,
                            "/team/update",
                            "{'team_id':'t','max_budget':40,'rpm_limit':4,'team_alias':'a','metadata':{'cost_center':'7'},"
                                    + "'budget_duration':'30d','organization_id':'o','models':['small']}"),
                    "data");
            assertThat(less.number("max_budget")).isEqualTo(40);
            assertThat(object(less, "metadata").string("cost_center")).isEqualTo("7");
            assertThat(object(object(less, "metadata"), "model_rpm_limit").integer("small"))
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTeamHasPermissionsModelsCallbacksAndABlock(Databases database) throws InterruptedException {
        try (ManagedGateway gateway =
                ManagedGateway.on(database, "default_internal_user_params: {available_teams: [t]}")) {
            String player = gateway.user("player");
            gateway.ok("/team/new", "{'team_id':'t','models':['small']}");
            assertThat(each(gateway.list(player, "/team/available"), "team_id")).containsExactly("t");
            gateway.as(player, "/team/member_add", "{'team_id':'t','member':{'role':'user','user_id':'player'}}");
            assertThat(gateway.list(player, "/team/available")).isEmpty();
            assertThat(gateway.ask(player, "/key/generate", "{'team_id':'t'}").body())
                    .contains("team_member_permission_error");
            assertThat(list(gateway.get("/team/permissions_list?team_id=t"), "team_member_permissions"))
                    .hasSize(2);
            gateway.ok("/team/permissions_update", "{'team_id':'t','team_member_permissions':['/key/generate']}");
            assertThat(gateway.status(
                            "/team/permissions_update", "{'team_id':'t','team_member_permissions':['/audit']}"))
                    .isEqualTo(400);
            String key = String.valueOf(
                    gateway.as(player, "/key/generate", "{'team_id':'t'}").string("key"));

            assertThat(list(gateway.ok("/team/model/add", "{'team_id':'t','models':['large']}"), "models"))
                    .hasSize(2);
            KeysTest.soon(() -> gateway.chat(key, "large").statusCode(), 200);
            gateway.ok("/team/model/delete", "{'team_id':'t','models':['large','small']}");
            KeysTest.soon(() -> gateway.chat(key, "small").statusCode(), 401);
            gateway.ok("/team/model/add", "{'team_id':'t','models':['small']}");

            String callback = "{'callback_name':'langfuse','callback_type':'success','callback_vars':"
                    + "{'langfuse_secret_key':'sk-lf-secret','langfuse_host':'https://x.example'}}";
            assertThat(gateway.ok("/team/t/callback", callback).toString()).doesNotContain("sk-lf-secret");
            assertThat(gateway.status("/team/t/callback", callback)).isEqualTo(400);
            JsonObject told = object(gateway.get("/team/t/callback"), "data");
            assertThat(texts(list(told, "success_callbacks"))).containsExactly("langfuse");
            assertThat(list(told, "failure_callbacks")).isEmpty();
            assertThat(told.toString()).contains("https://x.example").doesNotContain("sk-lf-secret");
            gateway.ok("/team/update", "{'team_id':'t','metadata':{}}");
            assertThat(list(object(gateway.get("/team/t/callback"), "data"), "success_callbacks"))
                    .hasSize(1);
            gateway.ok("/team/t/disable_logging", "{}");
            assertThat(list(object(gateway.get("/team/t/callback"), "data"), "success_callbacks"))
                    .isEmpty();
            assertThat(gateway.get("/audit?page_size=100").toString()).doesNotContain("sk-lf-secret");

            gateway.ok("/team/block", "{'team_id':'t'}");
            KeysTest.soon(() -> gateway.chat(key, "small").statusCode(), 401);
            assertThat(gateway.chat(key, "small").body()).contains("Team=t is blocked");
            gateway.ok("/team/unblock", "{'team_id':'t'}");
            KeysTest.soon(() -> gateway.chat(key, "small").statusCode(), 200);
            assertThat(each(
                            list(gateway.get("/audit?object_id=t&sort_order=asc&page_size=100"), "audit_logs"),
                            "action"))
                    .contains("created", "blocked", "unblocked");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHappensAtOnceIsNotLost(Databases database) throws Exception {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            gateway.ok("/team/new", "{'team_id':'t'}");
            List<Callable<Integer>> adding = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                adding.add(() -> gateway.status(
                        Gateway.KEY,
                        "/team/member_add",
                        "{'team_id':'t','member':{'role':'user','user_email':'one@example.com'}}"));
            }
            assertThat(atOnce(adding)).containsOnlyOnce(200).containsOnly(200, 400);
            JsonArray members = list(object(gateway.get("/team/info?team_id=t"), "team_info"), "members_with_roles");
            assertThat(each(members, "user_email")).containsOnlyOnce("one@example.com");
            assertThat(gateway.get("/user/list?user_email=one@").integer("total"))
                    .isEqualTo(1);

            List<String> fields =
                    List.of("'team_alias':'a'", "'max_budget':5", "'rpm_limit':6", "'tpm_limit':7", "'tags':['x']");
            List<Callable<Integer>> changing = new ArrayList<>();
            fields.forEach(
                    field -> changing.add(() -> gateway.status("/team/update", "{'team_id':'t'," + field + "}")));
            assertThat(atOnce(changing)).containsOnly(200);
            JsonObject team = object(gateway.get("/team/info?team_id=t"), "team_info");
            assertThat(team.string("team_alias")).isEqualTo("a");
            assertThat(team.number("max_budget")).isEqualTo(5);
            assertThat(team.integer("rpm_limit")).isEqualTo(6);
            assertThat(team.integer("tpm_limit")).isEqualTo(7);
            assertThat(object(team, "metadata").array("tags")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongInputIsNamed(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            gateway.ok("/team/new", "{'team_id':'t'}");
            for (String body : new String[] {
                "{'max_budget':'much'}",
                "{'max_budget':-5}",
                "{'models':'small'}",
                "{'members_with_roles':['me']}",
                "{'members_with_roles':[{'user_id':'u'}]}",
                "{'members_with_roles':[{'role':'king','user_id':'u'}]}",
                "{'members_with_roles':[{'role':'user'}]}",
                "{'members_with_roles':[{'role':'user','user_email':'no address'}]}",
                "{'team_id':'a:b'}",
                "{'budget_duration':'soon'}",
                "{'blocked':'yes'}",
                "[]",
                "{"
            }) {
                assertThat(gateway.status("/team/new", body)).as(body).isEqualTo(400);
            }
            assertThat(gateway.status("/team/new", "{'team_id':'" + "x".repeat(256) + "'}"))
                    .isEqualTo(400);
            assertThat(gateway.status("/team/update", "{}")).isEqualTo(400);
            assertThat(gateway.status("/team/update", "{'team_id':'nobody'}")).isEqualTo(404);
            assertThat(gateway.status("/team/delete", "{'team_ids':['t','nobody']}"))
                    .isEqualTo(404);
            assertThat(gateway.status("GET /team/info?team_id=t", "")).isEqualTo(200);
            assertThat(gateway.status("/team/member_add", "{'team_id':'t','member':[]}"))
                    .isEqualTo(400);
            assertThat(gateway.status("/team/member_add", "{'team_id':'t'}")).isEqualTo(400);
            assertThat(gateway.status("GET /team/info", "")).isEqualTo(400);
            assertThat(gateway.status("GET /team/info?team_id=%00", "")).isEqualTo(400);
            assertThat(gateway.status("GET /team/a%00b/callback", "")).isEqualTo(400);
            String attack = "%27%29%20OR%201%3D1%3B%20DROP%20TABLE%20team--";
            assertThat(gateway.status("GET /team/info?team_id=" + attack, "")).isEqualTo(404);
            assertThat(gateway.get("/v2/team/list?team_alias=" + attack).integer("total"))
                    .isZero();
            assertThat(gateway.status("GET /v2/team/list?sort_by=" + attack, ""))
                    .isEqualTo(400);
            assertThat(gateway.status("GET /v2/team/list?page=-1", "")).isEqualTo(400);
            assertThat(gateway.get("/v2/team/list").integer("total")).isEqualTo(1);
        }
    }
}

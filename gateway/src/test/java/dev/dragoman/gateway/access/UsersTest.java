package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ManagedGateway.atOnce;
import static dev.dragoman.gateway.access.ManagedGateway.each;
import static dev.dragoman.gateway.access.ManagedGateway.list;
import static dev.dragoman.gateway.access.ManagedGateway.object;
import static dev.dragoman.gateway.access.ManagedGateway.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Internal users, on every kind of database. */
final class UsersTest {

    @ParameterizedTest
    @EnumSource
    void aUserIsMadeToldChangedAndRemoved(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(
                database,
                "max_internal_user_budget: 12",
                "internal_user_budget_duration: 30d",
                "default_internal_user_params: {user_role: internal_user, teams: [usual, gone]}")) {
            gateway.ok("/team/new", "{'team_id':'usual'}");
            JsonObject made = gateway.ok(
                    "/user/new",
                    "{'user_email':'Ann@Example.com','user_alias':'Ann','models':['small'],'key_alias':'first','password':'correct horse'}");
            String id = String.valueOf(made.string("user_id"));
            assertThat(made.string("key")).startsWith("sk-");
            assertThat(made.string("key_alias")).isEqualTo("first");
            assertThat(made.string("user_role")).isEqualTo("internal_user");
            assertThat(made.number("max_budget")).isEqualTo(12);
            assertThat(made.string("budget_reset_at")).isNotNull();
            assertThat(texts(list(made, "teams"))).containsExactly("usual");
            assertThat(made.has("password")).isFalse();
            assertThat(gateway.chat(String.valueOf(made.string("key")), "small").statusCode())
                    .isEqualTo(200);
            assertThat(gateway.chat(String.valueOf(made.string("key")), "large").statusCode())
                    .isEqualTo(401);

            assertThat(gateway.status("/user/new", "{'user_email':'aNN@example.COM'}"))
                    .isEqualTo(409);
            assertThat(gateway.status("/user/new", "{'user_id':'" + id + "'}")).isEqualTo(409);
            JsonObject bare =
                    gateway.ok("/user/new", "{'user_id':'bare','user_role':'proxy_admin','auto_create_key':false}");
            assertThat(bare.string("key")).isEmpty();
            assertThat(bare.number("max_budget")).isNull();
            assertThat(gateway.status("/user/update", "{'user_id':'bare','user_email':'ANN@example.com'}"))
                    .isEqualTo(409);

            JsonObject changed = gateway.ok(
                    "/user/update",
                    "{'user_email':'ann@example.com','max_budget':-1,'user_alias':'','model_rpm_limit':{'small':2}}");
            JsonObject data = object(changed, "data");
            assertThat(changed.string("user_id")).isEqualTo(id);
            assertThat(data.string("user_email")).isEqualTo("Ann@Example.com");
            assertThat(data.number("max_budget")).isNull();
            assertThat(data.string("user_alias")).isNull();
            JsonObject info = gateway.get("/user/info?user_id=" + id);
            assertThat(list(info, "keys")).hasSize(1);
            assertThat(list(info, "teams")).hasSize(1);
            assertThat(info.toString() + gateway.get("/audit?page_size=100") + gateway.get("/user/list"))
                    .doesNotContain("pbkdf2")
                    .doesNotContain("correct horse");

            assertThat(texts(list(gateway.ok("/user/delete", "{'user_ids':['" + id + "']}"), "deleted_users")))
                    .containsExactly(id);
            assertThat(gateway.status("GET /user/info?user_id=" + id, "")).isEqualTo(404);
            assertThat(gateway.get("/key/list?user_id=" + id).integer("total_count"))
                    .isZero();
            assertThat(list(object(gateway.get("/team/info?team_id=usual"), "team_info"), "members"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void usersAreListedAndChangedTogether(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            gateway.ok("/team/new", "{'team_id':'t'}");
            String ann = gateway.user("ann");
            gateway.ok(
                    "/user/new",
                    "{'user_id':'bob','user_role':'proxy_admin_viewer','teams':['t'],'sso_user_id':'s-1'}");

            assertThat(each(list(gateway.get("/user/list?role=internal_user"), "users"), "user_id"))
                    .containsExactly("ann");
            assertThat(each(list(gateway.get("/user/list?team=t"), "users"), "user_id"))
                    .containsExactly("bob");
            assertThat(each(list(gateway.get("/user/list?sso_user_ids=s-1,s-2"), "users"), "user_id"))
                    .containsExactly("bob");
            assertThat(each(
                            list(gateway.get("/user/list?user_ids=ann,bob&sort_by=user_id&sort_order=asc"), "users"),
                            "user_id"))
                    .containsExactly("ann", "bob");
            assertThat(gateway.get("/user/list?page_size=1").integer("total_pages"))
                    .isEqualTo(2);
            assertThat(((JsonObject) list(gateway.get("/user/list?user_ids=ann"), "users")
                                    .items()
                                    .getFirst())
                            .integer("key_count"))
                    .isEqualTo(1);
            assertThat(gateway.get("/user/available_users").integer("total_users_used"))
                    .isEqualTo(2);
            assertThat(gateway.as(ann, "GET /user/available_roles", "").names())
                    .contains("proxy_admin", "internal_user_viewer");
            assertThat(gateway.as(ann, "GET /user/info", "").string("user_id")).isEqualTo("ann");
            assertThat(gateway.get("/user/info").string("user_id")).isEqualTo("default_user_id");

            JsonObject bulk = gateway.ok(
                    "/user/bulk_update",
                    "{'users':[{'user_id':'ann','max_budget':3},{'user_id':'nobody'},{'user_id':'bob','user_role':'king'}]}");
            assertThat(bulk.integer("successful_updates")).isEqualTo(1);
            assertThat(bulk.integer("failed_updates")).isEqualTo(2);
            gateway.ok("/user/bulk_update", "{'all_users':true,'user_updates':{'tpm_limit':9}}");
            assertThat(gateway.get("/v2/user/info?user_id=bob").integer("tpm_limit"))
                    .isEqualTo(9);
            assertThat(gateway.get("/v2/user/info?user_id=ann").number("max_budget"))
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGetsMorePowerByAnotherUser(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            String captain = gateway.user("captain");
            String leader = gateway.user("leader");
            gateway.user("mate");
            gateway.ok("/user/new", "{'user_id':'boss','user_role':'proxy_admin'}");
            gateway.ok(
                    "/organization/new",
                    "{'organization_id':'o','organization_alias':'o','max_budget':10,'models':['small']}");
            gateway.ok(
                    "/organization/member_add",
                    "{'organization_id':'o','member':{'role':'org_admin','user_id':'leader'}}");
            gateway.ok(
                    "/team/new",
                    "{'team_id':'t','organization_id':'o','members_with_roles':[{'role':'admin','user_id':'captain'},{'role':'user',"
                            + "'user_id':'boss'},{'role':'user','user_id':'leader'},{'role':'user','user_id':'mate'}]}");

            assertThat(gateway.status(captain, "/key/generate", "{'team_id':'t','user_id':'boss'}"))
                    .isEqualTo(403);
            assertThat(gateway.status(captain, "/key/generate", "{'team_id':'t','user_id':'leader'}"))
                    .isEqualTo(403);
            assertThat(gateway.status(leader, "/key/generate", "{'team_id':'t','user_id':'default_user_id'}"))
                    .isNotEqualTo(500);
            JsonObject lent = gateway.as(captain, "/key/generate", "{'team_id':'t','user_id':'mate'}");
            String key = String.valueOf(lent.string("key"));
            assertThat(texts(list(lent, "allowed_routes"))).containsExactly("llm_api_routes");
            assertThat(gateway.chat(key, "small").statusCode()).isEqualTo(200);
            assertThat(gateway.status(key, "GET /user/info?user_id=mate", "")).isEqualTo(403);
            assertThat(gateway.status(captain, "/key/update", "{'key':'" + key + "','allowed_routes':[]}"))
                    .isEqualTo(403);
            assertThat(gateway.as(captain, "/key/regenerate", "{'key':'" + key + "'}")
                            .string("key"))
                    .isNotEqualTo(key);
            String mates = String.valueOf(gateway.ok("/key/generate", "{'team_id':'t','user_id':'mate'}")
                    .string("token"));
            assertThat(gateway.status(captain, "/key/regenerate", "{'key':'" + mates + "'}"))
                    .isEqualTo(403);
            String service = String.valueOf(
                    gateway.as(captain, "/key/service-account/generate", "{'team_id':'t','key_alias':'s'}")
                            .string("key"));
            assertThat(gateway.status(captain, "/key/update", "{'key':'" + service + "','user_id':'boss'}"))
                    .isEqualTo(403);

            assertThat(gateway.status(leader, "/user/update", "{'user_id':'boss','user_alias':'x'}"))
                    .isEqualTo(404);
            gateway.as(
                    leader,
                    "/organization/member_add",
                    "{'organization_id':'o','member':{'role':'internal_user','user_id':'mate'}}");
            assertThat(gateway.status(leader, "/user/delete", "{'user_ids':['mate']}"))
                    .isEqualTo(403);
            JsonObject made = gateway.as(
                    leader, "/user/new", "{'user_id':'junior','organizations':['o'],'user_role':'internal_user'}");
            assertThat(made.number("max_budget")).isEqualTo(10);
            assertThat(texts(list(made, "models"))).containsExactly("small");
            for (String more : new String[] {
                "'max_budget':11",
                "'models':['large']",
                "'user_role':'proxy_admin'",
                "'password':'taken over'",
                "'user_email':'a@b.c'",
                "'sso_user_id':'x'"
            }) {
                assertThat(gateway.status(leader, "/user/update", "{'user_id':'junior'," + more + "}"))
                        .as(more)
                        .isIn(400, 403);
            }
            gateway.as(leader, "/user/update", "{'user_id':'junior','max_budget':4}");
            assertThat(gateway.status(leader, "/user/new", "{'user_id':'x','organizations':['o'],'max_budget':11}"))
                    .isEqualTo(400);

            assertThat(texts(list(made, "allowed_routes"))).containsExactly("llm_api_routes");
            for (String known : new String[] {"'password':'known to me'", "'sso_user_id':'x'", "'permissions':{}"}) {
                assertThat(gateway.status(leader, "/user/new", "{'organizations':['o']," + known + "}"))
                        .as(known)
                        .isEqualTo(403);
            }
            assertThat(gateway.status(leader, "/user/new", "{'organizations':['o'],'user_id':'default_user_id'}"))
                    .isEqualTo(403);
            assertThat(gateway.status(leader, "/team/new", "{'organization_id':'o','team_id':'litellm-dashboard'}"))
                    .isEqualTo(400);
            String junior = String.valueOf(
                    gateway.ok("/key/generate", "{'user_id':'junior'}").string("key"));
            for (String own :
                    new String[] {"'user_role':'internal_user'", "'max_budget':100", "'models':[]", "'metadata':{}"}) {
                assertThat(gateway.status(junior, "/user/update", "{'user_id':'junior'," + own + "}"))
                        .as(own)
                        .isEqualTo(403);
            }
            gateway.as(junior, "/user/update", "{'user_id':'junior','user_alias':'J','password':'my own one'}");
            String foreign =
                    gateway.ask(junior, "GET /user/info?user_id=boss", "").body();
            assertThat(foreign.replace("boss", "none"))
                    .isEqualTo(gateway.ask(junior, "GET /user/info?user_id=none", "")
                            .body());
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongInputIsNamedAndWhatHappensAtOnceIsNotDoubled(Databases database) throws Exception {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            for (String body : new String[] {
                "{'user_role':'king'}",
                "{'user_email':'nowhere'}",
                "{'user_email':' a@b.c'}",
                "{'password':'short'}",
                "{'password':12345678}",
                "{'teams':'t'}",
                "{'teams':[7]}",
                "{'organizations':['nowhere']}",
                "{'max_budget':'1'}",
                "{'key_alias':['a']}",
                "{'duration':'later'}"
            }) {
                assertThat(gateway.status("/user/new", body)).as(body).isEqualTo(400);
            }
            assertThat(gateway.ask(Gateway.KEY, "/user/new", "{'password':'short'}")
                            .body())
                    .doesNotContain("short");
            assertThat(gateway.status("/user/new", "{'user_id':'u','teams':['nowhere']}"))
                    .isEqualTo(404);
            assertThat(gateway.status("/user/update", "{}")).isEqualTo(400);
            assertThat(gateway.status("/user/update", "{'user_id':'nobody'}")).isEqualTo(404);
            assertThat(gateway.status("/user/delete", "{'user_ids':[]}")).isEqualTo(400);
            assertThat(gateway.status("/user/delete", "{'user_ids':['nobody']}"))
                    .isEqualTo(404);
            String attack = "%27%20OR%201%3D1--";
            assertThat(gateway.status("GET /user/info?user_id=" + attack, "")).isEqualTo(404);
            assertThat(gateway.get("/user/list?role=" + attack + "&user_email=" + attack)
                            .integer("total"))
                    .isZero();
            assertThat(gateway.status("GET /user/list?sort_by=" + attack, "")).isEqualTo(400);
            assertThat(gateway.get("/user/list").integer("total")).isZero();

            List<Callable<Integer>> making = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String email = i % 2 == 0 ? "Same@Example.com" : "same@example.com";
                making.add(() -> gateway.status("/user/new", "{'user_email':'" + email + "','auto_create_key':false}"));
            }
            assertThat(atOnce(making)).containsOnlyOnce(200).containsOnly(200, 409);
            assertThat(gateway.get("/user/list").integer("total")).isEqualTo(1);
        }
    }
}

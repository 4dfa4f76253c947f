package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ManagedGateway.atOnce;
import static dev.dragoman.gateway.access.ManagedGateway.each;
import static dev.dragoman.gateway.access.ManagedGateway.list;
import static dev.dragoman.gateway.access.ManagedGateway.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links by which users set their password, and what is written down of changes, on every kind of database. */
final class InvitationsTest {

    private static String claim(String link, String user) {
        return "{'invitation_link':'" + link + "','user_id':'" + user + "','password':'correct horse'}";
    }

    @ParameterizedTest
    @EnumSource
    void aLinkSetsAPasswordOnce(Databases database) throws Exception {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            gateway.ok("/user/new", "{'user_id':'u','user_email':'u@example.com','auto_create_key':false}");
            JsonObject link = gateway.ok("/invitation/new", "{'user_id':'u'}");
            String id = String.valueOf(link.string("id"));
            assertThat(link.bool("is_accepted")).isFalse();
            assertThat(gateway.get("/onboarding/get_token?invite_link=" + id).string("user_email"))
                    .isEqualTo("u@example.com");
            assertThat(gateway.status("/onboarding/claim_token", claim(id, "other")))
                    .isEqualTo(401);
            assertThat(gateway.status("/onboarding/claim_token", claim("none", "u")))
                    .isEqualTo(401);
            assertThat(gateway.status("/onboarding/claim_token", claim(id, "u").replace("correct horse", "short")))
                    .isEqualTo(400);

            List<Callable<Integer>> claiming = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                claiming.add(() -> gateway.status("/onboarding/claim_token", claim(id, "u")));
            }
            assertThat(atOnce(claiming)).containsOnlyOnce(200).containsOnly(200, 401);
            assertThat(gateway.get("/invitation/info?invitation_id=" + id).bool("is_accepted"))
                    .isTrue();
            assertThat(gateway.status("GET /onboarding/get_token?invite_link=" + id, ""))
                    .isEqualTo(401);
            assertThat(gateway.get("/audit?page_size=100").toString()).doesNotContain(id);

            gateway.ok("/invitation/update", "{'invitation_id':'" + id + "','is_accepted':false}");
            gateway.ok("/onboarding/claim_token", claim(id, "u"));
            gateway.ok("/invitation/delete", "{'invitation_id':'" + id + "'}");
            assertThat(gateway.status("GET /invitation/info?invitation_id=" + id, ""))
                    .isEqualTo(404);
            assertThat(gateway.status("/invitation/new", "{'user_id':'nobody'}"))
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoLeadsATeamInvitesNobodyWhoHasALoginOrBelongsElsewhere(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            String captain = gateway.user("captain");
            gateway.ok(
                    "/team/new",
                    "{'team_id':'t','members_with_roles':[{'role':'admin','user_id':'captain'},{'role':'user','user_id':'new'},"
                            + "{'role':'user','user_id':'both'},{'role':'user','user_id':'old'}]}");
            gateway.ok("/team/new", "{'team_id':'other','members_with_roles':[{'role':'user','user_id':'both'}]}");
            gateway.ok("/user/update", "{'user_id':'old','password':'has one already'}");

            String id = String.valueOf(
                    gateway.as(captain, "/invitation/new", "{'user_id':'new'}").string("id"));
            assertThat(gateway.as(captain, "GET /invitation/info?invitation_id=" + id, "")
                            .string("user_id"))
                    .isEqualTo("new");
            assertThat(gateway.status(captain, "/invitation/new", "{'user_id':'both'}"))
                    .isEqualTo(404);
            assertThat(gateway.status(captain, "/invitation/new", "{'user_id':'old'}"))
                    .isEqualTo(403);
            gateway.ok("/user/update", "{'user_id':'new','password':'set meanwhile'}");
            assertThat(gateway.status("/onboarding/claim_token", claim(id, "new")))
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeIsWrittenDown(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            gateway.ok("/team/new", "{'team_id':'t'}");
            gateway.ok("/team/member_add", "{'team_id':'t','member':{'role':'user','user_id':'u'}}");
            gateway.ok("/team/member_update", "{'team_id':'t','user_id':'u','role':'admin'}");
            gateway.ok("/team/member_delete", "{'team_id':'t','user_id':'u'}");
            gateway.ok("/customer/new", "{'user_id':'c'}");
            gateway.ok("/customer/block", "{'user_ids':['c']}");
            gateway.ok("/customer/unblock", "{'user_ids':['c']}");

            JsonArray member =
                    list(gateway.get("/audit?object_id=t:u&sort_by=updated_at&sort_order=asc"), "audit_logs");
            assertThat(each(member, "action")).containsExactly("created", "updated", "deleted");
            assertThat(each(member, "table_name")).containsOnly("LiteLLM_TeamMembership");
            JsonObject changed = (JsonObject) member.items().get(1);
            assertThat(object(changed, "before_value").string("role")).isEqualTo("user");
            assertThat(object(changed, "updated_values").string("role")).isEqualTo("admin");
            assertThat(changed.string("changed_by")).isEqualTo("default_user_id");
            assertThat(gateway.get("/audit/" + changed.string("id"))).isEqualTo(changed);
            assertThat(each(
                            list(gateway.get("/audit?table_name=LiteLLM_EndUserTable&sort_order=asc"), "audit_logs"),
                            "action"))
                    .containsExactly("created", "blocked", "unblocked");

            JsonObject page = gateway.get("/audit?page=2&page_size=3");
            assertThat(list(page, "audit_logs")).hasSize(3);
            assertThat(page.integer("total_pages")).isGreaterThan(2);
            assertThat(gateway.get("/audit?action=deleted").integer("total")).isEqualTo(1);
            assertThat(gateway.get("/audit?start_date=2020-01-01&end_date=2020-01-02")
                            .integer("total"))
                    .isZero();
            assertThat(gateway.get("/audit?start_date=2020-01-01&end_date=2999-01-01")
                            .integer("total"))
                    .isPositive();
            assertThat(gateway.get("/audit?changed_by=%27%20OR%201%3D1--").integer("total"))
                    .isZero();
            assertThat(gateway.status("GET /audit?start_date=yesterday", "")).isEqualTo(400);
            assertThat(gateway.status("GET /audit?sort_by=1;--", "")).isEqualTo(400);
            assertThat(gateway.status("GET /audit/none", "")).isEqualTo(404);
        }
    }
}

package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ManagedGateway.each;
import static dev.dragoman.gateway.access.ManagedGateway.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shared budgets, customers and tags, on every kind of database. */
final class BudgetsTest {

    @ParameterizedTest
    @EnumSource
    void aBudgetIsSharedAndStaysWhileItIsUsed(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            JsonObject made =
                    gateway.ok("/budget/new", "{'budget_id':'b','max_budget':5,'budget_duration':'7d','rpm_limit':3}");
            assertThat(made.string("budget_reset_at")).isNotNull();
            assertThat(gateway.status("/budget/new", "{'budget_id':'b'}")).isEqualTo(400);
            gateway.ok("/budget/update", "{'budget_id':'b','max_budget':6,'rpm_limit':-1}");
            JsonArray told = (JsonArray) Json.parse(gateway.ask(Gateway.KEY, "/budget/info", "{'budgets':['b','none']}")
                    .body());
            assertThat(told).hasSize(1);
            assertThat(((JsonObject) told.items().getFirst()).number("max_budget"))
                    .isEqualTo(6);
            assertThat(((JsonObject) told.items().getFirst()).integer("rpm_limit"))
                    .isNull();
            assertThat(each(gateway.list(Gateway.KEY, "/budget/settings?budget_id=b"), "field_name"))
                    .contains("max_budget");
            assertThat(gateway.list(Gateway.KEY, "/budget/list")).hasSize(1);

            gateway.ok("/key/generate", "{'key_alias':'k','budget_id':'b'}");
            assertThat(gateway.ask(Gateway.KEY, "/budget/delete", "{'id':'b'}").body())
                    .contains("in use by 1");
            gateway.ok("/key/delete", "{'key_aliases':['k']}");
            gateway.ok("/budget/delete", "{'id':'b'}");
            assertThat(gateway.status("/budget/delete", "{'id':'b'}")).isEqualTo(404);
            assertThat(gateway.status("/budget/update", "{'budget_id':'b','max_budget':1}"))
                    .isEqualTo(404);
            assertThat(gateway.status("/budget/new", "{'max_budget':'x'}")).isEqualTo(400);
            assertThat(gateway.status("GET /budget/settings?budget_id=%27--", ""))
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCustomerIsMadeToldBlockedAndRemoved(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            gateway.ok("/budget/new", "{'budget_id':'free','max_budget':1}");
            JsonObject made = gateway.ok(
                    "/customer/new",
                    "{'user_id':'c','alias':'Cy','max_budget':2,'allowed_model_region':'eu','spend':0.5}");
            assertThat(object(made, "litellm_budget_table").number("max_budget"))
                    .isEqualTo(2);
            assertThat(made.number("spend")).isEqualTo(0.5);
            assertThat(made.bool("blocked")).isFalse();
            assertThat(gateway.ask(Gateway.KEY, "/customer/new", "{'user_id':'c'}")
                            .body())
                    .contains("Customer already exists, passed user_id=c");
            for (String wrong : new String[] {
                "{'user_id':'d','budget_id':'free','max_budget':1}",
                "{'user_id':'d','budget_id':'nowhere'}",
                "{'user_id':'d','allowed_model_region':'moon'}",
                "{'alias':'nobody'}"
            }) {
                assertThat(gateway.status("/customer/new", wrong)).as(wrong).isEqualTo(400);
            }
            JsonObject changed = gateway.ok("/end_user/update", "{'user_id':'c','budget_id':'free','alias':''}");
            assertThat(changed.string("budget_id")).isEqualTo("free");
            assertThat(changed.string("alias")).isNull();
            gateway.ok("/customer/new", "{'user_id':'e','budget_id':'free'}");
            JsonObject own = gateway.ok("/customer/update", "{'user_id':'e','rpm_limit':9}");
            assertThat(own.string("budget_id")).isNotEqualTo("free");
            assertThat(object(own, "litellm_budget_table").number("max_budget")).isEqualTo(1);

            gateway.ok("/customer/block", "{'user_ids':['c','unseen']}");
            assertThat(gateway.get("/end_user/info?end_user_id=unseen").bool("blocked"))
                    .isTrue();
            gateway.ok("/customer/unblock", "{'user_ids':['c']}");
            assertThat(gateway.get("/customer/info?end_user_id=c").bool("blocked"))
                    .isFalse();
            assertThat(gateway.list(Gateway.KEY, "/customer/list")).hasSize(3);
            gateway.ok("/customer/delete", "{'user_ids':['c']}");
            assertThat(gateway.status("/customer/delete", "{'user_ids':['c']}")).isEqualTo(404);
            assertThat(gateway.status("/customer/unblock", "{'user_ids':['c']}"))
                    .isEqualTo(404);
            assertThat(gateway.status("GET /customer/info?end_user_id=c", "")).isEqualTo(404);
            assertThat(gateway.status("/customer/update", "{'user_id':'c'}")).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTagIsMadeToldChangedAndRemoved(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            JsonObject made = object(
                    gateway.ok("/tag/new", "{'name':'app','description':'An app','models':['small'],'max_budget':3}"),
                    "tag");
            assertThat(object(made, "litellm_budget_table").number("max_budget"))
                    .isEqualTo(3);
            assertThat(gateway.status("/tag/new", "{'name':'app'}")).isEqualTo(409);
            gateway.ok("/tag/update", "{'name':'app','max_budget':4,'description':''}");
            JsonObject told = object(gateway.ok("/tag/info", "{'names':['app','none']}"), "app");
            assertThat(object(told, "litellm_budget_table").number("max_budget"))
                    .isEqualTo(4);
            assertThat(told.string("description")).isNull();
            assertThat(each(gateway.list(Gateway.KEY, "/tag/list"), "name")).containsExactly("app");
            gateway.ok("/tag/delete", "{'name':'app'}");
            assertThat(gateway.status("/tag/delete", "{'name':'app'}")).isEqualTo(404);
            assertThat(gateway.status("/tag/info", "{'names':['app']}")).isEqualTo(404);
            assertThat(gateway.status("/tag/new", "{}")).isEqualTo(400);
        }
    }
}

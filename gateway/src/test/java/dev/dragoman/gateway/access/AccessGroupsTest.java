package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ModelFleet.ask;
import static dev.dragoman.gateway.access.ModelFleet.chat;
import static dev.dragoman.gateway.access.ModelFleet.ok;
import static dev.dragoman.gateway.access.ModelFleet.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups of models of the database, and what a key may call by them. */
final class AccessGroupsTest {

    @ParameterizedTest
    @EnumSource
    void aKeyCallsTheModelsOfItsGroup(Databases kind) {
        try (ModelFleet fleet = new ModelFleet(kind.create())) {
            BareGateway one = fleet.start();
            BareGateway two = fleet.start();
            ok(one, "/model/new", fleet.model("first", "m1", "sk-1"));
            ok(one, "/model/new", fleet.model("second", "m2", "sk-2"));
            String key = String.valueOf(
                    ok(one, "/key/generate", "{'models':['production']}").string("key"));
            soon(() -> chat(two, Gateway.KEY, "second") == 200);
            assertThat(chat(two, key, "first")).isEqualTo(401);

            ok(one, "/access_group/new", "{'access_group':'production','model_names':['first']}");

            soon(() -> chat(two, key, "first") == 200);
            assertThat(chat(two, key, "second")).isEqualTo(401);
            ok(one, "PUT /access_group/production/update", "{'model_names':['second']}");
            soon(() -> chat(two, key, "second") == 200);
            soon(() -> chat(two, key, "first") == 401);
            assertThat(one.get("/access_group/list").body())
                    .contains(
                            "\"access_group\":\"cheap\"", "\"access_group\":\"production\"", "\"deployment_count\":1");
            assertThat(two.get("/model_access_group/production/info").body()).contains("second");
            assertThat(status(one, "/access_group/new", "{'access_group':'production','model_names':['first']}"))
                    .isEqualTo(409);
            assertThat(status(one, "/access_group/new", "{'access_group':'x','model_names':['nobody']}"))
                    .isEqualTo(400);
            assertThat(status(one, "/access_group/new", "{'access_group':'x','model_names':['small']}"))
                    .isEqualTo(400);
            assertThat(status(one, "DELETE /access_group/cheap/delete", "")).isEqualTo(400);
            assertThat(status(one, "DELETE /access_group/nobody/delete", "")).isEqualTo(404);
            ok(one, "DELETE /access_group/production/delete", "");
            soon(() -> chat(two, key, "second") == 401);
        }
    }

    private static int status(BareGateway gateway, String request, String body) {
        return ask(gateway, Gateway.KEY, request, body).statusCode();
    }
}

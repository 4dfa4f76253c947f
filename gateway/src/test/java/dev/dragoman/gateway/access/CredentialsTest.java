package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ModelFleet.ask;
import static dev.dragoman.gateway.access.ModelFleet.names;
import static dev.dragoman.gateway.access.ModelFleet.ok;
import static dev.dragoman.gateway.access.ModelFleet.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Credentials of the database fill models in, those of the file and those of the database. */
final class CredentialsTest {

    private static String waiting(ModelFleet fleet) {
        return ModelFleet.CONFIG.replace(
                "general_settings:",
                "  - model_name: waiting\n    litellm_params: {model: openai/gpt-4o, litellm_credential_name: eu/west,"
                        + " api_base: \"" + fleet.vendor.baseUrl() + "\"}\ngeneral_settings:");
    }

    @ParameterizedTest
    @EnumSource
    void aChangeReachesTheDeploymentsOfEveryInstance(Databases kind) {
        try (ModelFleet fleet = new ModelFleet(kind.create())) {
            BareGateway one = fleet.start(waiting(fleet), Map.of(), Gateway.KEY);
            BareGateway two = fleet.start(waiting(fleet), Map.of(), Gateway.KEY);
            assertThat(names(one, Gateway.KEY)).containsExactly("small");

            ok(
                    one,
                    "/credentials",
                    "{'credential_name':'eu/west','credential_values':{'api_key':'sk-first-of-all'},"
                            + "'credential_info':{'description':'x'}}");

            soon(() -> "Bearer sk-first-of-all".equals(fleet.keyBehind(two, "waiting")));
            ok(
                    two,
                    "/model/new",
                    "{'model_name':'stored','litellm_params':{'model':'openai/gpt-4o','litellm_credential_name':'eu/west',"
                            + "'api_base':'" + fleet.vendor.baseUrl() + "'},'model_info':{'id':'m1'}}");
            soon(() -> "Bearer sk-first-of-all".equals(fleet.keyBehind(one, "stored")));

            ok(two, "PATCH /credentials/eu/west", "{'credential_values':{'api_key':'sk-second-of-all'}}");

            soon(() -> "Bearer sk-second-of-all".equals(fleet.keyBehind(one, "waiting")));
            soon(() -> "Bearer sk-second-of-all".equals(fleet.keyBehind(one, "stored")));
            String told = one.get("/credentials").body()
                    + one.get("/credentials/by_name/eu/west").body();
            assertThat(told).contains("eu/west", "sk-s****").doesNotContain("sk-second", "dragoman:v1");
            ok(two, "PATCH /credentials/eu/west", "{'credential_values':{'api_key':'sk-s****-all','api_version':'1'}}");
            soon(() -> one.get("/credentials").body().contains("api_version"));
            assertThat(fleet.keyBehind(two, "stored")).isEqualTo("Bearer sk-second-of-all");
            assertThat(ask(one, Gateway.KEY, "DELETE /credentials/eu/west", "").statusCode())
                    .isEqualTo(400);
            ok(one, "/model/delete", "{'id':'m1'}");
            ok(one, "DELETE /credentials/eu/west", "");
            soon(() -> !names(two, Gateway.KEY).contains("waiting"));
            assertThat(one.get("/audit?object_id=eu%2Fwest").body())
                    .contains("LiteLLM_CredentialsTable")
                    .doesNotContain("of-all", "dragoman:v1");
        }
    }

    @Test
    void theyCanBeTakenFromAModel() {
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway one = fleet.start();
            ok(one, "/model/new", fleet.model("first", "m1", "sk-of-a-vendor-1"));

            ok(one, "/credentials", "{'credential_name':'copied','model_id':'m1'}");

            ok(
                    one,
                    "/model/new",
                    "{'model_name':'second','litellm_params':{'model':'openai/gpt-4o','litellm_credential_name':'copied'}}");
            soon(() -> "Bearer sk-of-a-vendor-1".equals(fleet.keyBehind(one, "second")));
            assertThat(one.get("/credentials/by_model/m1").body())
                    .contains("sk-o****", fleet.vendor.baseUrl())
                    .doesNotContain("sk-of-a-vendor-1");
            assertThat(ask(one, Gateway.KEY, "/credentials", "{'credential_name':'copied','model_id':'m1'}")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(ask(
                                    one,
                                    Gateway.KEY,
                                    "/credentials",
                                    "{'credential_name':'env','credential_values':{'api_key':'os.environ/HOME'}}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(one.get("/credentials/by_name/nobody").statusCode()).isEqualTo(404);
        }
    }
}

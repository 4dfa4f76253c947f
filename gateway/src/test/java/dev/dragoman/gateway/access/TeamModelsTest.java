package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ModelFleet.ask;
import static dev.dragoman.gateway.access.ModelFleet.chat;
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

/** Models of a team are its own: nobody else sees or calls them, and they use nothing of the gateway's. */
final class TeamModelsTest {

    private static final String MINE =
            "{'model_name':'ours','litellm_params':{%s},'model_info':{'id':'%s','team_id':'blue'}}";
    private static final String PARAMS = "'model':'openai/gpt-4o','api_key':'sk-of-the-team'";

    private static String key(BareGateway gateway, String path, String body) {
        return String.valueOf(ok(gateway, path, body).string("key"));
    }

    private static String captain(BareGateway gateway, String team) {
        ok(gateway, "/team/new", "{'team_id':'" + team + "','models':['small']}");
        String key = key(gateway, "/user/new", "{'user_id':'captain-" + team + "','user_role':'internal_user'}");
        ok(
                gateway,
                "/team/member_add",
                "{'team_id':'" + team + "','member':{'role':'admin','user_id':'captain-" + team + "'}}");
        return key;
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheTeamSeesAndCallsThem(Databases kind) {
        try (ModelFleet fleet = new ModelFleet(kind.create())) {
            BareGateway one = fleet.start();
            BareGateway two = fleet.start();
            captain(one, "blue");
            String red = captain(one, "red");
            String ours = key(one, "/key/generate", "{'team_id':'blue'}");
            String theirs = key(one, "/key/generate", "{'team_id':'red'}");
            String nobodys = key(one, "/key/generate", "{}");

            ok(one, "/model/new", MINE.formatted(PARAMS + ",'api_base':'" + fleet.vendor.baseUrl() + "'", "m1"));

            soon(() -> names(two, ours).contains("ours"));
            soon(() -> chat(two, ours, "ours") == 200);
            soon(() -> chat(one, ours, "ours") == 200);
            assertThat(fleet.vendor.lastRequest().header("authorization")).contains("Bearer sk-of-the-team");
            for (String other : new String[] {theirs, nobodys, red}) {
                assertThat(names(one, other)).doesNotContain("ours").noneMatch(name -> name.startsWith("model_name_"));
                int nobodyHas = chat(one, other, "a-name-that-nobody-has");
                assertThat(nobodyHas).isIn(400, 401);
                assertThat(chat(one, other, "ours")).isEqualTo(nobodyHas);
                assertThat(chat(one, other, "m1")).isEqualTo(nobodyHas);
                assertThat(one.getAs(other, "/model/info").body()).doesNotContain("m1");
                assertThat(one.getAs(other, "/v2/model/info").body()).doesNotContain("m1");
                assertThat(one.getAs(other, "/v1/models/ours").statusCode()).isEqualTo(404);
                assertThat(one.getAs(other, "/model_group/info").body()).doesNotContain("model_name_");
                String internal = StoredRows.group("blue", "ours");
                assertThat(chat(one, other, internal)).isEqualTo(nobodyHas);
            }
            assertThat(names(one, ours)).containsExactlyInAnyOrder("small", "ours");
            assertThat(one.getAs(ours, "/v1/models/ours").statusCode()).isEqualTo(200);
            assertThat(one.getAs(ours, "/model/info").body()).contains("m1", "\"team_public_model_name\":\"ours\"");

            ok(one, "/model/new", MINE.formatted(PARAMS, "m2").replace("'ours'", "'also'"));
            ok(one, "/team/delete", "{'team_ids':['blue']}");
            soon(() -> !one.get("/model/info").body().contains("\"m1\""));
        }
    }

    @Test
    void aTeamUsesNothingOfTheGateways() {
        Map<String, String> variables = Map.of("OPENAI_API_KEY", "sk-of-the-operator");
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway one = fleet.start(
                    ModelFleet.CONFIG + "dragoman_settings: {stored_models_read_environment: true}\n",
                    variables,
                    Gateway.KEY);
            String captain = captain(one, "blue");
            ok(
                    one,
                    "/credentials",
                    "{'credential_name':'company','credential_values':{'api_key':'sk-of-the-company'}}");
            String[] refused = {
                "'model':'openai/gpt-4o'",
                PARAMS + ",'api_base':'" + fleet.vendor.baseUrl() + "'",
                PARAMS + ",'api_base':'http://169.254.169.254/latest'",
                PARAMS + ",'api_base':'http://localhost:8080'",
                PARAMS + ",'base_url':'http://10.0.0.1'",
                PARAMS + ",'api_base':'file:///etc/passwd'",
                PARAMS + ",'litellm_credential_name':'company'",
                PARAMS + ",'aws_profile_name':'default'",
                PARAMS + ",'vertex_credentials':'/etc/key.json'",
                PARAMS + ",'use_in_pass_through':true",
                PARAMS + ",'extra_headers':{'x':'y'}",
                "'model':'openai/gpt-4o','api_key':'os.environ/OPENAI_API_KEY'",
                "'model':'vertex_ai/gemini-2.5-pro','api_key':'x'",
                "'model':'bedrock/some.model','aws_secret_access_key':'x'",
            };
            for (String params : refused) {
                var answer = ask(one, captain, "/model/new", MINE.formatted(params, "m1"));
                assertThat(answer.statusCode()).as(params + answer.body()).isIn(400, 403);
                assertThat(answer.body()).doesNotContain("sk-of-the-operator", "sk-of-the-company");
            }
            assertThat(ask(
                                    one,
                                    captain,
                                    "/model/new",
                                    MINE.formatted(PARAMS, "m1").replace("'ours'", "'*'"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ask(one, captain, "/model/new", MINE.formatted(PARAMS + ",'rpm':60", "m1"))
                            .statusCode())
                    .isEqualTo(200);

            // What an administrator put into the team's model cannot be sent elsewhere by the team.
            ok(one, "PATCH /model/m1/update", "{'litellm_params':{'api_key':'sk-of-the-company'}}");
            assertThat(ask(
                                    one,
                                    captain,
                                    "PATCH /model/m1/update",
                                    "{'litellm_params':{'api_base':'https://93.184.215.14'}}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ask(
                                    one,
                                    captain,
                                    "/model/new",
                                    MINE.formatted(PARAMS, "m3").replace("'blue'", "'red'"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}

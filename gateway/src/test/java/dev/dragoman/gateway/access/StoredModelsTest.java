package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ModelFleet.ask;
import static dev.dragoman.gateway.access.ModelFleet.chat;
import static dev.dragoman.gateway.access.ModelFleet.names;
import static dev.dragoman.gateway.access.ModelFleet.ok;
import static dev.dragoman.gateway.access.ModelFleet.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Cable;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.gateway.store.Row;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that are made by the API are served by every instance beside those of the file, and outlive the process. */
final class StoredModelsTest {

    /** Everything that the database holds of models, credentials and who changed them. */
    private static List<String> written(String address) {
        try (Database database = Database.foreign(DatabaseAddress.of(address), InstantSource.system())) {
            return database.read(session -> session.list(
                    "SELECT document AS text FROM model UNION ALL SELECT document FROM credential"
                            + " UNION ALL SELECT updated_values FROM audit UNION ALL SELECT before_value FROM audit",
                    StoredModelsTest::text));
        }
    }

    private static String text(Row row) {
        return String.valueOf(row.text("text"));
    }

    @ParameterizedTest
    @EnumSource
    void aModelReachesEveryInstanceAndOutlivesThem(Databases kind) {
        String address = kind.create();
        try (ModelFleet fleet = new ModelFleet(address)) {
            BareGateway one = fleet.start();
            BareGateway two = fleet.start();
            assertThat(fleet.keyBehind(one, "fresh")).isNull();

            JsonObject made = ok(one, "/model/new", fleet.model("fresh", "m1", "sk-of-a-vendor-1"));

            assertThat(made.string("model_id")).isEqualTo("m1");
            assertThat(made.toString()).doesNotContain("sk-of-a-vendor-1");
            soon(() -> "Bearer sk-of-a-vendor-1".equals(fleet.keyBehind(one, "fresh")));
            soon(() -> "Bearer sk-of-a-vendor-1".equals(fleet.keyBehind(two, "fresh")));
            assertThat(names(two, Gateway.KEY)).containsExactly("small", "fresh");
            String info = two.get("/model/info").body();
            assertThat(info).contains("\"db_model\":true", "\"db_model\":false").doesNotContain("sk-of-a-vendor");
            assertThat(one.get("/v1/model/info?litellm_model_id=m1").body()).contains("\"id\":\"m1\"");
            assertThat(one.get("/v2/model/info?search=FRE&size=1").body())
                    .contains("\"total_count\":1", "\"id\":\"m1\"", "\"current_page\":1");
            assertThat(written(address)).noneMatch(text -> text.contains("sk-of-a-vendor-1"));

            ok(two, "PATCH /model/m1/update", "{'litellm_params':{'api_key':'sk-of-a-vendor-2','rpm':7}}");
            soon(() -> "Bearer sk-of-a-vendor-2".equals(fleet.keyBehind(one, "fresh")));
            ok(one, "/model/update", "{'model_info':{'id':'m1'},'model_name':'renamed'}");
            soon(() -> names(two, Gateway.KEY).contains("renamed"));
            assertThat(two.get("/model/info?litellm_model_id=m1").body()).contains("\"rpm\":7");

            fleet.stop(one);
            fleet.stop(two);
            BareGateway again = fleet.start();
            assertThat(fleet.keyBehind(again, "renamed")).isEqualTo("Bearer sk-of-a-vendor-2");
            ok(again, "/model/block", "{'id':'m1'}");
            soon(() -> chat(again, Gateway.KEY, "renamed") == 400);
            assertThat(names(again, Gateway.KEY)).doesNotContain("renamed");
            assertThat(again.get("/model/info").body()).contains("\"blocked\":true");
            ok(again, "/model/unblock", "{'id':'m1'}");
            soon(() -> chat(again, Gateway.KEY, "renamed") == 200);
            ok(again, "/model/delete", "{'id':'m1'}");
            soon(() -> chat(again, Gateway.KEY, "renamed") == 400);
            assertThat(again.get("/audit?object_id=m1&page_size=20").body())
                    .contains("created", "updated", "blocked", "unblocked", "deleted", "LiteLLM_ProxyModelTable")
                    .doesNotContain("sk-of-a-vendor", "dragoman:v1");
        }
    }

    @Test
    void mistakesAreToldAllAtOnceAndNothingIsMade() {
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway one = fleet.start();

            HttpResponse<String> wrong = ask(
                    one,
                    Gateway.KEY,
                    "/model/new",
                    "{'model_name':'bad','litellm_params':{'model':'openai/gpt-4o','api_key':'sk-x','rpm':'many',"
                            + "'timeout':'soon'}}");

            assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(400);
            assertThat(wrong.body()).contains("litellm_params.rpm", "litellm_params.timeout", "expected");
            assertThat(refused(
                            one,
                            "/model/new",
                            "{'model_name':'bad','litellm_params':{'model':'nobody/x','api_key':'k'}}"))
                    .contains("nobody");
            assertThat(refused(one, "/model/new", "{'model_name':'bad','litellm_params':{}}"))
                    .contains("litellm_params.model");
            assertThat(refused(one, "/model/new", "{'litellm_params':{'model':'openai/gpt-4o','api_key':'k'}}"))
                    .contains("model_name");
            assertThat(
                            refused(
                                    one,
                                    "/model/new",
                                    "{'model_name':'bad','litellm_params':{'model':'openai/gpt-4o','api_key':'os.environ/HOME'}}"))
                    .contains("litellm_params.api_key", "environment");
            assertThat(refused(
                            one,
                            "/model/new",
                            "{'model_name':'bad','litellm_params':{'model':'openai/gpt-4o',"
                                    + "'litellm_credential_name':'nobody'}}"))
                    .contains("litellm_credential_name");
            assertThat(names(one, Gateway.KEY)).containsExactly("small");
        }
    }

    private static String refused(BareGateway gateway, String request, String body) {
        HttpResponse<String> response = ask(gateway, Gateway.KEY, request, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return response.body();
    }

    @Test
    void whatIsInTheFileStaysThere() {
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway one = fleet.start();
            ok(one, "/model/new", fleet.model("twice", "m1", "sk-1"));

            assertThat(ask(one, Gateway.KEY, "/model/new", fleet.model("twice", "m1", "sk-1"))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(ask(one, Gateway.KEY, "/model/new", fleet.model("small", "file-1", "sk-1"))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(refused(one, "/model/delete", "{'id':'file-1'}")).contains("Model in config");
            assertThat(refused(one, "PATCH /model/file-1/update", "{'model_name':'x'}"))
                    .contains("Model in config");
            assertThat(refused(one, "/model/block", "{'id':'file-1'}")).contains("Model in config");
            assertThat(ask(one, Gateway.KEY, "/model/delete", "{'id':'nobody'}").statusCode())
                    .isEqualTo(404);
            assertThat(chat(one, Gateway.KEY, "small")).isEqualTo(200);
        }
    }

    @Test
    void withoutTheSettingNothingIsKept() {
        String config = ModelFleet.CONFIG.replace("store_model_in_db: true", "store_model_in_db: false");
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway one = fleet.start(config, Map.of(), Gateway.KEY);

            HttpResponse<String> refused = ask(one, Gateway.KEY, "/model/new", fleet.model("fresh", "m1", "sk-1"));

            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(refused.body()).contains("STORE_MODEL_IN_DB");
            BareGateway other = fleet.start(
                    config.replace("store_model_in_db: false", ""), Map.of("STORE_MODEL_IN_DB", "True"), Gateway.KEY);
            ok(other, "/model/new", fleet.model("fresh", "m1", "sk-1"));
        }
    }

    @Test
    void theEnvironmentsKeyIsSentToNoOtherPlace() {
        String allowing = ModelFleet.CONFIG + "dragoman_settings: {stored_models_read_environment: true}\n";
        Map<String, String> variables = Map.of("OPENAI_API_KEY", "sk-of-the-operator", "MY_KEY", "sk-mine");
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway one = fleet.start(ModelFleet.CONFIG, variables, Gateway.KEY);
            String without = "{'model_name':'bare','litellm_params':{'model':'openai/gpt-4o','api_base':'"
                    + fleet.vendor.baseUrl() + "'},'model_info':{'id':'m1'}}";
            ok(one, "/model/new", without);
            soon(() -> names(one, Gateway.KEY).contains("bare"));
            fleet.vendor.forgetRequests();
            chat(one, Gateway.KEY, "bare");
            assertThat(fleet.vendor.requests().toString()).doesNotContain("operator");
            fleet.vendor
                    .requests()
                    .forEach(request -> assertThat(
                                    request.header("authorization").orElse(""))
                            .doesNotContain("sk-of-the-operator"));

            BareGateway two = fleet.start(allowing, variables, Gateway.KEY);
            ok(two, "/model/new", fleet.model("named", "m2", "os.environ/MY_KEY"));
            soon(() -> "Bearer sk-mine".equals(fleet.keyBehind(two, "named")));
            soon(() -> one.get("/health/readiness/details").body().contains("stored_models_error"));
            assertThat(chat(one, Gateway.KEY, "named")).isEqualTo(400);
        }
    }

    @Test
    void aGatewayStartsWithoutTheDatabaseAndServesItsModelsOnceItIsBack() {
        String address = Databases.POSTGRESQL.create();
        URI server = URI.create(address);
        try (ModelFleet direct = new ModelFleet(address);
                Cable cable = Cable.to(server.getPort());
                ModelFleet fleet = new ModelFleet(address.replace(":" + server.getPort(), ":" + cable.port()))) {
            BareGateway maker = direct.start();
            ok(maker, "/model/new", direct.model("fresh", "m1", "sk-of-a-vendor-1"));
            cable.cut();
            BareGateway late = fleet.start();
            assertThat(chat(late, Gateway.KEY, "small")).isEqualTo(200);
            assertThat(chat(late, Gateway.KEY, "fresh")).isEqualTo(400);

            cable.mend();

            soon(() -> chat(late, Gateway.KEY, "fresh") == 200);
            cable.cut();
            soon(() -> late.get("/health/readiness/details").body().contains("db_error"));
            assertThat(chat(late, Gateway.KEY, "fresh")).isEqualTo(200);
        }
    }

    @Test
    void whatIsKnownOfOtherDeploymentsStays() {
        String config = ModelFleet.CONFIG + "router_settings: {num_retries: 1, allowed_fails: 0, cooldown_time: 600}\n";
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create());
                FakeOpenAi bad = FakeOpenAi.start()) {
            bad.answersWith(call -> Answer.error(ErrorKind.RATE_LIMITED));
            BareGateway one = fleet.start(config, Map.of(), Gateway.KEY);
            ok(one, "/model/new", fleet.model("pair", "good", "sk-1"));
            ok(one, "/model/new", fleet.model("pair", "bad", "sk-1").replace(fleet.vendor.baseUrl(), bad.baseUrl()));
            soon(() -> {
                chat(one, Gateway.KEY, "pair");
                return !bad.requests().isEmpty();
            });
            int before = bad.requests().size();

            ok(one, "/model/new", fleet.model("fresh", "m1", "sk-1"));

            soon(() -> names(one, Gateway.KEY).contains("fresh"));
            for (int i = 0; i < 20; i++) {
                assertThat(chat(one, Gateway.KEY, "pair")).isEqualTo(200);
            }
            assertThat(bad.requests()).hasSize(before);
        }
    }

    @Test
    void modelsThatTheOperatorDoesNotWantFromTheDatabaseAreNotRead() {
        String config = ModelFleet.CONFIG.replace(
                "store_model_in_db: true", "store_model_in_db: true, supported_db_objects: [mcp]");
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            ok(fleet.start(), "/model/new", fleet.model("fresh", "m1", "sk-1"));

            assertThat(names(fleet.start(config, Map.of(), Gateway.KEY), Gateway.KEY))
                    .containsExactly("small");
        }
    }
}

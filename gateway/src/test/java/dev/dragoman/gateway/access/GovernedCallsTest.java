package dev.dragoman.gateway.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was agreed about a key holds for its calls: budgets, limits, and what is written down. */
final class GovernedCallsTest {

    /** A call answers with one token for a tenth of a cent. */
    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params:
                  model: openai/gpt-4o-mini
                  api_key: none
                  mock_response: "hello"
                  input_cost_per_token: 0.000001
                  output_cost_per_token: 0.001
            """;

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parseObject(response.body());
    }

    private static HttpResponse<String> chat(BareGateway gateway, String key) {
        return gateway.postAs(
                key,
                "/v1/chat/completions",
                "{\"model\":\"small\",\"max_tokens\":20,\"user\":\"acme\",\"metadata\":{\"tags\":[\"ci\"]},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    private static void soon(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static double spend(BareGateway gateway, String token) {
        JsonObject info =
                requireNonNull(json(gateway.get("/key/info?key=" + token)).object("info"));
        Double spent = info.number("spend");
        return spent == null ? -1 : spent;
    }

    @ParameterizedTest
    @EnumSource
    void aBudgetIsNeverOverspentAndItsRefusalIsLiteLlms(Databases database) throws Exception {
        try (BareGateway gateway = BareGateway.of(CONFIG, Map.of("DATABASE_URL", database.create()));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            JsonObject made = json(gateway.post("/key/generate", "{\"max_budget\":0.3}"));
            String key = String.valueOf(made.string("key"));
            String token = String.valueOf(made.string("token"));
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                answers.add(clients.submit(() -> chat(gateway, key)));
            }
            int passed = 0;
            String refused = "";
            for (Future<HttpResponse<String>> answer : answers) {
                HttpResponse<String> told = answer.get();
                assertThat(told.statusCode()).as(told.body()).isIn(200, 400);
                passed += told.statusCode() == 200 ? 1 : 0;
                refused = told.statusCode() == 400 ? told.body() : refused;
            }

            assertThat(refused).contains("Budget has been exceeded!").contains("\"type\":\"budget_exceeded\"");
            assertThat(passed).isPositive();
            double[] seen = {0};
            soon(() -> {
                double now = spend(gateway, token);
                boolean still = now > 0.27 && now == seen[0];
                seen[0] = now;
                return still;
            });
            assertThat(seen[0]).isBetween(0.27, 0.3);
            JsonArray rows = (JsonArray)
                    Json.parse(gateway.get("/spend/logs?api_key=" + token).body());
            double sum = 0;
            for (JsonValue row : rows) {
                Double spent = ((JsonObject) row).number("spend");
                sum += spent == null ? 0 : spent;
            }
            assertThat(sum).isCloseTo(seen[0], Offset.offset(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAHundredCallsAtOnceOnePassesALimitOfOne(Databases database) throws Exception {
        try (BareGateway gateway = BareGateway.of(CONFIG, Map.of("DATABASE_URL", database.create()));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            String key = String.valueOf(
                    json(gateway.post("/key/generate", "{\"rpm_limit\":1}")).string("key"));
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(clients.submit(() -> chat(gateway, key)));
            }
            int passed = 0;
            for (Future<HttpResponse<String>> answer : answers) {
                HttpResponse<String> told = answer.get();
                assertThat(told.statusCode()).as(told.body()).isIn(200, 429);
                passed += told.statusCode() == 200 ? 1 : 0;
                if (told.statusCode() == 429) {
                    assertThat(told.body()).contains("Rate limit exceeded for api_key");
                    assertThat(told.headers().firstValue("retry-after")).isPresent();
                }
            }
            assertThat(passed).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowTellsWhoPaidAndTotalsAddUp(Databases database) throws InterruptedException {
        try (BareGateway gateway = BareGateway.of(CONFIG, Map.of("DATABASE_URL", database.create()))) {
            json(gateway.post("/team/new", "{\"team_id\":\"eng\",\"team_alias\":\"Engineering\",\"max_budget\":100}"));
            JsonObject made = json(gateway.post("/key/generate", "{\"team_id\":\"eng\",\"max_budget\":50}"));
            String key = String.valueOf(made.string("key"));
            String id = String.valueOf(json(chat(gateway, key)).string("id"));

            soon(() -> gateway.get("/spend/logs?request_id=" + id).body().contains("\"team_id\":\"eng\""));
            JsonObject row = (JsonObject) ((JsonArray) Json.parse(
                            gateway.get("/spend/logs?request_id=" + id).body()))
                    .items()
                    .getFirst();

            assertThat(row.string("api_key")).isEqualTo(made.string("token"));
            assertThat(row.string("end_user")).isEqualTo("acme");
            assertThat(String.valueOf(row.get("request_tags"))).contains("ci");
            assertThat(row.number("spend")).isPositive();
            soon(() -> spend(gateway, String.valueOf(made.string("token"))) > 0);
            JsonObject team =
                    requireNonNull(json(gateway.get("/team/info?team_id=eng")).object("team_info"));
            assertThat(team.number("spend")).isEqualTo(row.number("spend"));
        }
    }
}

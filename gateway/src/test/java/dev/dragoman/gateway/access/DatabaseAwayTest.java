package dev.dragoman.gateway.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.store.Cable;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** While the database is away, those who are known go on within what is theirs, and nothing that they spend is lost. */
final class DatabaseAwayTest {

    private static final int CALLS = 50;
    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params:
                  model: openai/gpt-4o-mini
                  api_key: none
                  mock_response: "hello"
                  input_cost_per_token: 0.0000001
                  output_cost_per_token: 0.001
            """;

    private static HttpResponse<String> chat(BareGateway gateway, String key) {
        return gateway.postAs(
                key,
                "/v1/chat/completions",
                "{\"model\":\"small\",\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    private static void soon(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static JsonObject made(BareGateway gateway) {
        HttpResponse<String> made = gateway.post("/key/generate", "{\"max_budget\":100,\"rpm_limit\":1000}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return Json.parseObject(made.body());
    }

    @Test
    void knownKeysGoOnAndWhatTheySpendIsBookedAfterwards() throws InterruptedException {
        String address = Databases.POSTGRESQL.create();
        URI server = URI.create(address);
        try (Cable cable = Cable.to(server.getPort());
                BareGateway gateway = BareGateway.of(
                        CONFIG, Map.of("DATABASE_URL", address.replace(":" + server.getPort(), ":" + cable.port())))) {
            JsonObject known = made(gateway);
            JsonObject unused = made(gateway);
            String key = requireNonNull(known.string("key"));
            assertThat(chat(gateway, key).statusCode()).isEqualTo(200);

            cable.cut();
            for (int i = 1; i < CALLS; i++) {
                assertThat(chat(gateway, key).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> unknown = chat(gateway, requireNonNull(unused.string("key")));
            assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(503);
            assertThat(unknown.body()).contains("no_db_connection");
            assertThat(gateway.post("/key/generate", "{}").statusCode()).isEqualTo(503);
            soon(() -> gateway.get("/health/readiness/details").body().contains("db_error"));

            cable.mend();
            String token = requireNonNull(known.string("token"));
            soon(() -> gateway.get("/key/info?key=" + token).body().contains("\"spend\":0.05"));
            soon(() -> chat(gateway, requireNonNull(unused.string("key"))).statusCode() == 200);
        }
    }

    @Test
    void aGatewayStartsWithoutItsDatabaseAndUsesItOnceItIsThere() throws InterruptedException {
        String address = Databases.POSTGRESQL.create();
        URI server = URI.create(address);
        try (Cable cable = Cable.to(server.getPort())) {
            cable.cut();
            try (BareGateway gateway = BareGateway.of(
                    CONFIG, Map.of("DATABASE_URL", address.replace(":" + server.getPort(), ":" + cable.port())))) {
                assertThat(gateway.post(
                                        "/v1/chat/completions",
                                        "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(gateway.post("/key/generate", "{}").statusCode()).isEqualTo(503);

                cable.mend();

                soon(() -> gateway.post("/key/generate", "{}").statusCode() == 200);
            }
        }
    }
}

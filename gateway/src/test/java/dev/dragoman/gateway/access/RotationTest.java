package dev.dragoman.gateway.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New keys take the place of old ones, and both work for a while. */
final class RotationTest {

    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
            """;

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parseObject(response.body());
    }

    private static int status(BareGateway gateway, String key) {
        return gateway.postAs(
                        key,
                        "/v1/chat/completions",
                        "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .statusCode();
    }

    private static void soon(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatAKeySpentStaysItsSpending(Databases database) throws InterruptedException {
        try (BareGateway gateway = BareGateway.of(CONFIG, Map.of("DATABASE_URL", database.create()))) {
            String key =
                    String.valueOf(json(gateway.post("/key/generate", "{}")).string("key"));
            assertThat(status(gateway, key)).isEqualTo(200);
            soon(() -> spent(gateway, key) > 0);
            double once = spent(gateway, key);

            for (int i = 1; i < 4; i++) {
                String before = i == 1 ? key : "sk-chosen-" + (i - 1);
                json(gateway.post(
                        "/key/regenerate", "{\"key\":\"" + before + "\",\"new_key\":\"sk-chosen-" + i + "\"}"));
                String now = "sk-chosen-" + i;
                double all = (i + 1) * once;
                assertThat(spent(gateway, now)).isEqualTo(i * once, within(1e-12));
                assertThat(status(gateway, now)).isEqualTo(200);
                soon(() -> Math.abs(spent(gateway, now) - all) < 1e-12);
            }
        }
    }

    private static double spent(BareGateway gateway, String key) {
        JsonObject info =
                requireNonNull(json(gateway.get("/key/info?key=" + key)).object("info"));
        return requireNonNull(info.number("spend"));
    }

    @ParameterizedTest
    @EnumSource
    void theOldKeyWorksOnUntilItsGraceIsOver(Databases database) throws InterruptedException {
        String address = database.create();
        try (BareGateway one = BareGateway.of(CONFIG, Map.of("DATABASE_URL", address));
                BareGateway two = BareGateway.of(CONFIG, Map.of("DATABASE_URL", address))) {
            String first = String.valueOf(json(one.post("/key/generate", "{\"key_alias\":\"ci\",\"max_budget\":3}"))
                    .string("key"));
            assertThat(status(two, first)).isEqualTo(200);

            JsonObject rotated =
                    json(one.post("/key/regenerate", "{\"key\":\"" + first + "\",\"grace_period\":\"6s\"}"));
            String second = String.valueOf(rotated.string("key"));
            assertThat(rotated.string("key_alias")).isEqualTo("ci");
            assertThat(rotated.number("max_budget")).isEqualTo(3);
            JsonObject again = json(one.post(
                    "/key/" + rotated.string("token") + "/regenerate",
                    "{\"grace_period\":\"6s\",\"max_budget\":4,\"new_key\":\"sk-chosen-by-the-client\"}"));

            assertThat(again.number("max_budget")).isEqualTo(4);
            assertThat(again.string("key")).isEqualTo("sk-chosen-by-the-client");
            for (int i = 0; i < 3; i++) {
                for (String key : new String[] {first, second, "sk-chosen-by-the-client"}) {
                    assertThat(status(one, key)).as(key).isEqualTo(200);
                    assertThat(status(two, key)).as(key).isEqualTo(200);
                }
            }
            soon(() -> two.getAs(first, "/key/info").body().contains(String.valueOf(again.string("key_name"))));
            soon(() -> status(one, first) == 401 && status(two, first) == 401 && status(two, second) == 401);
            assertThat(status(two, "sk-chosen-by-the-client")).isEqualTo(200);
            assertThat(json(one.get("/key/list?status=deleted")).integer("total_count"))
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedKeyTakesThoseWithItThatItStoodFor(Databases database) throws InterruptedException {
        try (BareGateway gateway = BareGateway.of(CONFIG, Map.of("DATABASE_URL", database.create()))) {
            String old =
                    String.valueOf(json(gateway.post("/key/generate", "{}")).string("key"));
            JsonObject rotated =
                    json(gateway.post("/key/regenerate", "{\"key\":\"" + old + "\",\"grace_period\":\"1h\"}"));
            assertThat(status(gateway, old)).isEqualTo(200);

            json(gateway.post("/key/delete", "{\"keys\":[\"" + rotated.string("token") + "\"]}"));

            soon(() -> status(gateway, old) == 401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsDueIsRotatedOnceByAllInstances(Databases database) throws InterruptedException {
        Map<String, String> variables =
                Map.of("DATABASE_URL", database.create(), "LITELLM_KEY_ROTATION_CHECK_INTERVAL_SECONDS", "0.1");
        try (BareGateway one = BareGateway.of(CONFIG, variables);
                BareGateway two = BareGateway.of(CONFIG, variables)) {
            String key = String.valueOf(json(one.post(
                            "/key/generate",
                            "{\"key_alias\":\"weekly\",\"auto_rotate\":\"2s\",\"grace_period\":\"1h\"}"))
                    .string("key"));

            soon(() -> count(one) == 1);

            JsonObject rotated = json(one.get("/key/list?return_full_object=true&key_alias=weekly"));
            JsonObject told =
                    (JsonObject) requireNonNull(rotated.array("keys")).items().getFirst();
            assertThat(told.string("key_name")).isNotEqualTo("sk-..." + key.substring(key.length() - 4));
            assertThat(told.string("last_rotation_at")).isNotNull();
            assertThat(status(two, key)).isEqualTo(200);
            assertThat(rotated.integer("total_count")).isEqualTo(1);
        }
    }

    private static long count(BareGateway gateway) {
        JsonObject list = json(gateway.get("/key/list?return_full_object=true&key_alias=weekly"));
        JsonObject told =
                (JsonObject) requireNonNull(list.array("keys")).items().getFirst();
        Long count = told.integer("rotation_count");
        return count == null ? 0 : count;
    }
}

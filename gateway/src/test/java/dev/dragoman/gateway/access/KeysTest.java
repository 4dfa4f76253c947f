package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Virtual keys by the API, on every kind of database. */
final class KeysTest {

    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
                model_info: {access_groups: ["cheap"]}
              - model_name: large
                litellm_params: {model: openai/gpt-4o, api_key: none, mock_response: "hello"}
            """;

    private static BareGateway gateway(Databases database) {
        return BareGateway.of(CONFIG, Map.of("DATABASE_URL", database.create()));
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parseObject(response.body());
    }

    private static String made(BareGateway gateway, String body) {
        return String.valueOf(json(gateway.post("/key/generate", body)).string("key"));
    }

    private static HttpResponse<String> chat(BareGateway gateway, String key, String model) {
        return gateway.postAs(
                key,
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    /** Waits until a change has come to the directory of keys. */
    static void soon(Supplier<Integer> status, int expected) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (status.get() != expected && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(status.get()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsMadeUsedToldAndRemoved(Databases database) throws InterruptedException {
        try (BareGateway gateway = gateway(database)) {
            JsonObject made = json(gateway.post(
                    "/key/generate",
                    "{\"key_alias\":\"ci\",\"models\":[\"small\"],\"max_budget\":5,\"budget_duration\":\"7d\","
                            + "\"tags\":[\"a\"],\"colour\":\"red\"}"));
            String key = String.valueOf(made.string("key"));

            assertThat(key).startsWith("sk-").hasSize(25);
            assertThat(made.string("token_id")).hasSize(64).isEqualTo(made.string("token"));
            assertThat(made.string("key_name")).isEqualTo("sk-..." + key.substring(21));
            assertThat(made.array("ignored_fields")).isEqualTo(JsonArray.of(new JsonString("colour")));
            assertThat(ManagedGateway.object(made, "metadata").array("tags")).hasSize(1);
            assertThat(chat(gateway, key, "small").statusCode()).isEqualTo(200);

            JsonObject info = json(gateway.get("/key/info?key=" + made.string("token")));
            assertThat(ManagedGateway.object(info, "info").string("key_alias")).isEqualTo("ci");
            assertThat(ManagedGateway.object(info, "info").string("budget_reset_at"))
                    .isNotNull();
            assertThat(info.toString()).doesNotContain(key);
            assertThat(ManagedGateway.object(json(gateway.getAs(key, "/key/info")), "info")
                            .number("max_budget"))
                    .isEqualTo(5);
            assertThat(json(gateway.get("/key/list?return_full_object=true")).integer("total_count"))
                    .isEqualTo(1);

            assertThat(json(gateway.post("/key/delete", "{\"keys\":[\"" + key + "\"]}"))
                            .array("deleted_keys"))
                    .hasSize(1);
            soon(() -> chat(gateway, key, "small").statusCode(), 401);
            assertThat(json(gateway.get("/key/list?status=deleted")).integer("total_count"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyUsesItsModelsOnlyUnderItsNames(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            String key = made(gateway, "{\"models\":[\"cheap\"],\"aliases\":{\"gpt-4\":\"small\"}}");

            HttpResponse<String> refused = chat(gateway, key, "large");

            assertThat(chat(gateway, key, "small").statusCode()).isEqualTo(200);
            assertThat(chat(gateway, key, "gpt-4").statusCode()).isEqualTo(200);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body())
                    .contains("key_model_access_denied")
                    .contains("This key can only access models=['cheap']. Tried to access large");
            assertThat(gateway.postAs(
                                    key,
                                    "/v1/chat/completions",
                                    "{\"model\":\"small\",\"fallbacks\":[\"large\"],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsChangedCountsAtEveryInstanceWithinASecond(Databases database) throws InterruptedException {
        String address = database.create();
        try (BareGateway one = BareGateway.of(CONFIG, Map.of("DATABASE_URL", address));
                BareGateway two = BareGateway.of(CONFIG, Map.of("DATABASE_URL", address))) {
            String key = made(one, "{}");
            assertThat(chat(two, key, "small").statusCode()).isEqualTo(200);

            json(one.post("/key/block", "{\"key\":\"" + key + "\"}"));
            soon(() -> chat(two, key, "small").statusCode(), 401);
            assertThat(chat(two, key, "small").body()).contains("Key is blocked");
            json(one.post("/key/unblock", "{\"key\":\"" + key + "\"}"));
            soon(() -> chat(two, key, "small").statusCode(), 200);
            json(one.post("/key/update", "{\"key\":\"" + key + "\",\"models\":[\"large\"]}"));
            soon(() -> chat(two, key, "small").statusCode(), 401);
            assertThat(chat(two, key, "large").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongInputIsNamed(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            for (String body : new String[] {
                "{\"max_budget\":-1}",
                "{\"max_budget\":\"ten\"}",
                "{\"max_budget\":1e300}",
                "{\"max_budget\":NaN}",
                "{\"rpm_limit\":1.5}",
                "{\"models\":\"small\"}",
                "{\"duration\":\"soon\"}",
                "{\"budget_id\":\"nobody's\"}",
                "{\"key\":\"mine\"}",
                "{\"auto_rotate\":true}",
                "{\"key_type\":\"golden\"}",
                "[]",
                "{"
            }) {
                HttpResponse<String> refused = gateway.post("/key/generate", body);
                assertThat(refused.statusCode()).as(body).isEqualTo(400);
                assertThat(refused.body()).as(body).contains("\"message\"").doesNotContain("Exception");
            }
            made(gateway, "{\"key_alias\":\"one\"}");
            assertThat(gateway.post("/key/generate", "{\"key_alias\":\"one\"}").body())
                    .contains("already exists");
            assertThat(gateway.post("/key/update", "{\"key\":\"sk-nobody-has-it\",\"max_budget\":1}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(gateway.get("/key/info?key=%27%20OR%201%3D1--").statusCode())
                    .isEqualTo(404);
            assertThat(gateway.get("/key/list?sort_by=1;DROP%20TABLE%20team").statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyWithoutAUserManagesNothing(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            String key = made(gateway, "{\"allowed_routes\":[\"llm_api_routes\"]}");
            String open = made(gateway, "{}");

            assertThat(gateway.postAs(open, "/key/generate", "{}").statusCode()).isEqualTo(403);
            assertThat(gateway.postAs(key, "/key/generate", "{}").body()).contains("is not allowed to call this route");
            assertThat(gateway.getAs(open, "/health").statusCode()).isEqualTo(401);
            assertThat(gateway.getAs(open, "/key/list").body()).contains("\"total_count\":1");
            assertThat(chat(gateway, key, "small").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndedKeyIsRefusedAndAnUnknownOneToo(Databases database) throws InterruptedException {
        try (BareGateway gateway = gateway(database)) {
            String key = made(gateway, "{\"duration\":\"1s\"}");

            soon(() -> chat(gateway, key, "small").statusCode(), 400);
            assertThat(chat(gateway, key, "small").body()).contains("expired_key");
            assertThat(chat(gateway, "sk-this-is-nobodys", "small").body()).contains("token_not_found_in_db");
            assertThat(chat(gateway, "nonsense-key-here", "small").body()).contains("expected to start with 'sk-'");
        }
    }
}

package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits that are guaranteed are not promised twice, and dynamic ones hold while there is trouble. */
final class ThroughputTest {

    private static final String MOCK = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
            """;

    private static String made(BareGateway gateway, String path, String body, String member) {
        HttpResponse<String> response = gateway.post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return String.valueOf(Json.parseObject(response.body()).string(member));
    }

    private static int chat(BareGateway gateway, String key) {
        return gateway.postAs(
                        key,
                        "/v1/chat/completions",
                        "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .statusCode();
    }

    private static String guaranteed(String team, int limit) {
        return "{\"team_id\":\"" + team + "\",\"rpm_limit\":" + limit
                + ",\"rpm_limit_type\":\"guaranteed_throughput\"}";
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsPromisedWhatTheTeamHasNot(Databases database) throws Exception {
        try (BareGateway gateway = BareGateway.of(MOCK, Map.of("DATABASE_URL", database.create()));
                ExecutorService makers = Executors.newVirtualThreadPerTaskExecutor()) {
            String team = made(gateway, "/team/new", "{\"rpm_limit\":100}", "team_id");
            String first = made(gateway, "/key/generate", guaranteed(team, 60), "key");

            HttpResponse<String> refused = gateway.post("/key/generate", guaranteed(team, 41));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("Allocated RPM limit=60 + Key RPM limit=41 is greater than team RPM limit=100");
            assertThat(gateway.post("/key/update", "{\"key\":\"" + first + "\",\"rpm_limit\":101}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(gateway.post("/key/update", "{\"key\":\"" + first + "\",\"rpm_limit\":70}")
                            .statusCode())
                    .isEqualTo(200);

            List<Future<Integer>> many = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                many.add(makers.submit(() ->
                        gateway.post("/key/generate", guaranteed(team, 10)).statusCode()));
            }
            int granted = 0;
            for (Future<Integer> one : many) {
                granted += one.get() == 200 ? 1 : 0;
            }
            assertThat(granted).isEqualTo(3);
            assertThat(gateway.post("/key/generate", "{\"rpm_limit\":1,\"rpm_limit_type\":\"fast\"}")
                            .body())
                    .contains("rpm_limit_type", "dynamic");
        }
    }

    @Test
    void aDynamicLimitHoldsOnlyWhileTheModelFails() throws IOException {
        boolean[] fails = {false};
        HttpServer vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = (fails[0]
                            ? "{\"error\":{\"message\":\"slow down\"}}"
                            : "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(fails[0] ? 429 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        vendor.start();
        String yaml = """
                model_list:
                  - model_name: small
                    litellm_params: {model: openai/gpt-4o-mini, api_key: none, api_base: "http://127.0.0.1:%d/v1", num_retries: 0}
                router_settings: {num_retries: 0, disable_cooldowns: true}
                """.formatted(vendor.getAddress().getPort());
        try (BareGateway gateway = BareGateway.of(yaml)) {
            String key = made(
                    gateway,
                    "/key/generate",
                    "{\"rpm_limit\":2,\"rpm_limit_type\":\"dynamic\",\"max_parallel_requests\":5}",
                    "key");
            for (int i = 0; i < 6; i++) {
                assertThat(chat(gateway, key)).isEqualTo(200);
            }
            fails[0] = true;
            assertThat(chat(gateway, key)).isEqualTo(429);
            fails[0] = false;
            assertThat(chat(gateway, key)).isEqualTo(200);
            assertThat(chat(gateway, key)).isEqualTo(200);
            HttpResponse<String> refused =
                    gateway.postAs(key, "/v1/chat/completions", "{\"model\":\"small\",\"messages\":[]}");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("Limit type: requests");
        } finally {
            vendor.stop(0);
        }
    }
}

package dev.dragoman.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who spends a budget is told of in Slack, at a webhook, in metrics and in header fields. */
final class BudgetAlertsTest {

    /** A call answers with one token for a tenth of a cent. */
    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params:
                  model: openai/gpt-4o-mini
                  api_key: none
                  mock_response: "hello"
                  input_cost_per_token: 0
                  output_cost_per_token: 0.001
            general_settings:
              alerting: [slack, webhook]
            """;

    private final List<JsonObject> slack = new CopyOnWriteArrayList<>();
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer receiver = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException denied) {
            throw new IllegalStateException(denied);
        }
    }

    @BeforeEach
    void listen() {
        receiver.createContext("/", exchange -> {
            JsonObject told = Json.parseObject(exchange.getRequestBody().readAllBytes());
            boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!fails) {
                (exchange.getRequestURI().getPath().equals("/slack") ? slack : events).add(told);
            }
            exchange.sendResponseHeaders(fails ? 500 : 200, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private BareGateway gateway() {
        String address = "http://127.0.0.1:" + receiver.getAddress().getPort();
        return BareGateway.of(
                CONFIG,
                Map.of(
                        "DATABASE_URL",
                        Databases.SQLITE.create(),
                        "SLACK_WEBHOOK_URL",
                        address + "/slack",
                        "WEBHOOK_URL",
                        address + "/events?token=x",
                        "PROXY_BASE_URL",
                        "https://gateway.example"));
    }

    private static JsonObject made(BareGateway gateway, String path, String body) {
        HttpResponse<String> response = gateway.post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parseObject(response.body());
    }

    private static HttpResponse<String> chat(BareGateway gateway, String key) {
        return gateway.postAs(
                key,
                "/v1/chat/completions",
                "{\"model\":\"small\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    private static void soon(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private boolean isTold(String event) {
        return events.stream().anyMatch(told -> event.equals(told.string("event")));
    }

    @Test
    void eachMarkIsToldOnceThoughReceiversFailAtFirst() throws InterruptedException {
        failures.set(2);
        try (BareGateway gateway = gateway()) {
            String key = String.valueOf(
                    made(gateway, "/key/generate", "{\"key_alias\":\"<ci>\",\"soft_budget\":0.001,\"max_budget\":0.02}")
                            .string("key"));
            assertThat(chat(gateway, key).statusCode()).isEqualTo(200);
            soon(() -> isTold("soft_budget_crossed"));
            for (int i = 0; i < 30; i++) {
                chat(gateway, key);
            }
            assertThat(chat(gateway, key).statusCode()).isEqualTo(400);
            soon(() -> isTold("budget_crossed") && isTold("threshold_crossed"));
            soon(() -> slack.stream()
                    .anyMatch(told -> String.valueOf(told.string("text")).contains("Budget Crossed")));

            assertThat(events.stream().filter(told -> "soft_budget_crossed".equals(told.string("event"))))
                    .singleElement()
                    .satisfies(told -> {
                        assertThat(told.string("event_group")).isEqualTo("key");
                        assertThat(told.string("key_alias")).isEqualTo("<ci>");
                        assertThat(told.number("max_budget")).isEqualTo(0.02);
                        assertThat(told.number("soft_budget")).isEqualTo(0.001);
                        assertThat(told.string("token")).hasSize(64);
                    });
            assertThat(events.stream().filter(told -> "budget_crossed".equals(told.string("event"))))
                    .hasSize(1);
            assertThat(slack)
                    .allSatisfy(told -> assertThat(told.string("text"))
                            .contains("Alert type: `budget_alerts`", "Proxy URL: `https://gateway.example`")
                            .doesNotContain("<ci>", "token"));
        }
    }

    @Test
    void headersAndMetricsTellHowABudgetStands() throws InterruptedException {
        try (BareGateway gateway = gateway()) {
            String team = String.valueOf(
                    made(gateway, "/team/new", "{\"team_alias\":\"blue\",\"max_budget\":5,\"budget_duration\":\"1d\"}")
                            .string("team_id"));
            JsonObject made = made(
                    gateway,
                    "/key/generate",
                    "{\"key_alias\":\"ci\",\"max_budget\":2,\"team_id\":\"" + team
                            + "\",\"model_rpm_limit\":{\"small\":10}}");
            String key = String.valueOf(made.string("key"));
            chat(gateway, key);
            HttpResponse<String> answer = chat(gateway, key);

            assertThat(answer.headers().firstValue("x-litellm-key-spend")).contains("0.002");
            assertThat(answer.headers().firstValue("x-litellm-key-max-budget")).contains("2");
            String labels = "{api_key_alias=\"ci\",hashed_api_key=\"" + made.string("token") + "\"}";
            String ofTeam = "{team=\"" + team + "\",team_alias=\"blue\"}";
            soon(() -> gateway.get("/metrics")
                    .body()
                    .contains("litellm_remaining_api_key_budget_metric" + labels + " 1.998\n"));
            assertThat(gateway.get("/metrics").body())
                    .contains(
                            "litellm_api_key_max_budget_metric" + labels + " 2.0\n",
                            "litellm_remaining_team_budget_metric" + ofTeam + " 4.998\n",
                            "litellm_team_max_budget_metric" + ofTeam + " 5.0\n",
                            "litellm_remaining_api_key_requests_for_model{api_key_alias=\"ci\",hashed_api_key=\""
                                    + made.string("token") + "\",model=\"small\"")
                    .containsPattern("litellm_team_budget_remaining_hours_metric\\{[^}]*} (\\d|1\\d|2[0-3])\\.")
                    .doesNotContain("litellm_api_key_budget_remaining_hours_metric{");
        }
    }
}

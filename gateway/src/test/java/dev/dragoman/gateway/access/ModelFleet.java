package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeOpenAi;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Gateways that share a database which keeps models, and a vendor that remembers by which key it was asked. Bodies have single quotes. */
final class ModelFleet implements AutoCloseable {

    static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
                model_info: {id: file-1, access_groups: ["cheap"]}
            general_settings: {store_model_in_db: true}
            """;

    final FakeOpenAi vendor = FakeOpenAi.start();
    private final String database;
    private final List<BareGateway> gateways = new ArrayList<>();

    ModelFleet(String database) {
        this.database = database;
    }

    /** One more gateway. */
    BareGateway start() {
        return start(CONFIG, Map.of(), Gateway.KEY);
    }

    BareGateway start(String config, Map<String, String> variables, String masterKey) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("DATABASE_URL", database);
        BareGateway started = BareGateway.of(config, all, masterKey);
        gateways.add(started);
        return started;
    }

    /** Stops it. */
    void stop(BareGateway gateway) {
        gateways.remove(gateway);
        gateway.close();
    }

    /** What makes a model at the vendor that is called with a key. */
    String model(String name, String id, String key) {
        return "{'model_name':'" + name + "','litellm_params':{'model':'openai/gpt-4o','api_key':'" + key
                + "','api_base':'" + vendor.baseUrl() + "'},'model_info':{'id':'" + id + "'}}";
    }

    static JsonObject ok(BareGateway gateway, String request, String body) {
        HttpResponse<String> response = ask(gateway, Gateway.KEY, request, body);
        assertThat(response.statusCode())
                .as(request + " " + body + ": " + response.body())
                .isEqualTo(200);
        return Json.parseObject(response.body());
    }

    /** Asks by POST where the request names no method. */
    static HttpResponse<String> ask(BareGateway gateway, String key, String request, String body) {
        String[] parts = request.startsWith("/") ? new String[] {"POST", request} : request.split(" ", 2);
        return gateway.askAs(key, parts[0], parts[1], body.replace('\'', '"'));
    }

    static int chat(BareGateway gateway, String key, String model) {
        return ask(
                        gateway,
                        key,
                        "/v1/chat/completions",
                        "{'model':'" + model + "','messages':[{'role':'user','content':'hi'}]}")
                .statusCode();
    }

    /** The key by which the vendor is asked when a client asks for the model; null when the call fails. */
    @Nullable
    String keyBehind(BareGateway gateway, String model) {
        vendor.forgetRequests();
        return chat(gateway, Gateway.KEY, model) == 200
                ? vendor.lastRequest().header("authorization").orElse("none")
                : null;
    }

    static List<String> names(BareGateway gateway, String key) {
        HttpResponse<String> response = gateway.getAs(key, "/v1/models");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonArray data =
                Objects.requireNonNull(Json.parseObject(response.body()).array("data"));
        return data.items().stream()
                .map(each -> String.valueOf(((JsonObject) each).string("id")))
                .toList();
    }

    static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Override
    public void close() {
        gateways.forEach(BareGateway::close);
        vendor.close();
    }
}

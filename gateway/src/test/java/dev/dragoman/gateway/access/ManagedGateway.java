package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A gateway with a database of its own, asked in short: bodies have single quotes. */
final class ManagedGateway implements AutoCloseable {

    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
                model_info: {access_groups: ["cheap"]}
              - model_name: large
                litellm_params: {model: openai/gpt-4o, api_key: none, mock_response: "hello"}
            """;

    private final BareGateway gateway;

    private ManagedGateway(BareGateway gateway) {
        this.gateway = gateway;
    }

    static ManagedGateway on(Databases database, String... litellmSettings) {
        String settings = litellmSettings.length == 0
                ? ""
                : "litellm_settings:\n  " + String.join("\n  ", litellmSettings) + "\n";
        return new ManagedGateway(BareGateway.of(CONFIG + settings, Map.of("DATABASE_URL", database.create())));
    }

    BareGateway bare() {
        return gateway;
    }

    /** Done by the administrator, who must be allowed to. */
    JsonObject ok(String request, String body) {
        return as(Gateway.KEY, request, body);
    }

    /** Done with a key that must be allowed to. */
    JsonObject as(String key, String request, String body) {
        HttpResponse<String> response = ask(key, request, body);
        assertThat(response.statusCode())
                .as(request + " " + body + ": " + response.body())
                .isEqualTo(200);
        return (JsonObject) Json.parse(response.body());
    }

    JsonArray list(String key, String path) {
        HttpResponse<String> response = gateway.getAs(key, path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return (JsonArray) Json.parse(response.body());
    }

    JsonObject get(String path) {
        return as(Gateway.KEY, "GET " + path, "");
    }

    /** The status of what the administrator asks for. */
    int status(String request, String body) {
        return status(Gateway.KEY, request, body);
    }

    int status(String key, String request, String body) {
        HttpResponse<String> response = ask(key, request, body);
        if (response.statusCode() != 200) {
            assertThat(response.body()).as(request).contains("\"message\"").doesNotContain("Exception");
        }
        return response.statusCode();
    }

    /** Asks by POST where the request names no method. */
    HttpResponse<String> ask(String key, String request, String body) {
        String[] parts = request.startsWith("/") ? new String[] {"POST", request} : request.split(" ", 2);
        return gateway.askAs(key, parts[0], parts[1], body.replace('\'', '"'));
    }

    HttpResponse<String> chat(String key, String model) {
        return ask(
                key, "/v1/chat/completions", "{'model':'" + model + "','messages':[{'role':'user','content':'hi'}]}");
    }

    /** A user with that id, and a key of theirs. */
    String user(String id) {
        return String.valueOf(ok("/user/new", "{'user_id':'" + id + "','user_role':'internal_user'}")
                .string("key"));
    }

    /** Does the same from several threads at once. */
    static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> begun = work.stream().map(threads::submit).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : begun) {
                results.add(one.get());
            }
            return results;
        }
    }

    /** The texts of one member of each object. */
    static List<String> each(JsonArray objects, String name) {
        return objects.items().stream()
                .map(one -> String.valueOf(((JsonObject) one).string(name)))
                .toList();
    }

    static List<String> texts(JsonArray texts) {
        return texts.items().stream().map(ManagedGateway::text).toList();
    }

    /** A member that has to be there. */
    static JsonArray list(JsonObject object, String name) {
        return Objects.requireNonNull(object.array(name), name);
    }

    /** A member that has to be there. */
    static JsonObject object(JsonObject object, String name) {
        return Objects.requireNonNull(object.object(name), name);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.value() : String.valueOf(value);
    }

    @Override
    public void close() {
        gateway.close();
    }
}

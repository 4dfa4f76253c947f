package dev.dragoman.gateway.cache;

import com.sun.net.httpserver.HttpExchange;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Qdrant as its REST API documents it, for what is used of it: collections, an index of a payload field, points and search. Whatever is
 * not documented is refused.
 *
 * @see <a href="https://api.qdrant.tech/api-reference">Qdrant: REST API</a>
 */
final class FakeQdrant implements AutoCloseable {

    static final String KEY = "qdrant-key";

    private final Map<String, Collection> collections = new ConcurrentHashMap<>();
    private final FakeHttp server;

    private FakeQdrant(int port) {
        this.server = FakeHttp.startOn(port, this::answer);
    }

    static FakeQdrant start() {
        return new FakeQdrant(0);
    }

    static FakeQdrant startOn(int port) {
        return new FakeQdrant(port);
    }

    private static final class Collection {
        private final JsonObject config;
        private final long size;
        private final Map<String, JsonObject> points = new ConcurrentHashMap<>();
        private volatile @Nullable JsonObject index;

        Collection(JsonObject config, long size) {
            this.config = config;
            this.size = size;
        }
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    String url() {
        return server.url();
    }

    int port() {
        return server.port();
    }

    int points(String collection) {
        Collection found = collections.get(collection);
        return found == null ? 0 : found.points.size();
    }

    JsonObject config(String collection) {
        return Objects.requireNonNull(collections.get(collection)).config;
    }

    @Nullable
    JsonObject index(String collection) {
        return Objects.requireNonNull(collections.get(collection)).index;
    }

    private FakeHttp.Reply answer(HttpExchange exchange, byte[] body) {
        try {
            require(KEY.equals(exchange.getRequestHeaders().getFirst("api-key")), 403, "Invalid api-key");
            JsonValue result = result(
                    exchange.getRequestMethod(),
                    List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1)),
                    body.length == 0 ? JsonObject.EMPTY : Json.parseObject(body));
            return reply(
                    200,
                    JsonObject.builder()
                            .put("result", result)
                            .put("status", "ok")
                            .put("time", 0)
                            .build());
        } catch (Refused refused) {
            JsonObject error = JsonObject.of("error", new JsonString(String.valueOf(refused.getMessage())));
            return reply(
                    refused.status,
                    JsonObject.builder().put("status", error).put("time", 0).build());
        }
    }

    private static FakeHttp.Reply reply(int status, JsonObject body) {
        return new FakeHttp.Reply(status, Json.bytes(body));
    }

    private JsonValue result(String method, List<String> path, JsonObject body) {
        require(path.size() >= 2 && path.get(0).equals("collections"), 404, "no such path");
        String name = path.get(1);
        String call = method + " " + String.join("/", path.subList(2, path.size()));
        return switch (call) {
            case "GET exists" ->
                JsonObject.builder()
                        .put("exists", collections.containsKey(name))
                        .build();
            case "GET " -> info(existing(name));
            case "PUT " -> create(name, body);
            case "DELETE " -> dev.dragoman.json.JsonBoolean.of(collections.remove(name) != null);
            case "PUT index" -> index(existing(name), body);
            case "PUT points" -> upsert(existing(name), body);
            case "POST points/search" -> search(existing(name), body);
            default -> throw new Refused(404, "no such path: " + call);
        };
    }

    private Collection existing(String name) {
        return present(collections.get(name), 404, "Collection `" + name + "` doesn't exist!");
    }

    private static JsonObject info(Collection collection) {
        JsonObject params = JsonObject.of("vectors", Objects.requireNonNull(collection.config.object("vectors")));
        return JsonObject.of("config", JsonObject.of("params", params));
    }

    private JsonValue create(String name, JsonObject body) {
        only(body, "vectors", "quantization_config");
        JsonObject vectors = object(body, "vectors");
        only(vectors, "size", "distance");
        require("Cosine".equals(vectors.string("distance")), 400, "distance");
        JsonObject quantization = object(body, "quantization_config");
        require(quantization.size() == 1, 400, "quantization_config");
        String kind = quantization.names().getFirst();
        JsonObject how = object(quantization, kind);
        switch (kind) {
            case "binary" -> only(how, "always_ram");
            case "scalar" -> {
                only(how, "type", "quantile", "always_ram");
                require("int8".equals(how.string("type")), 400, "type");
            }
            case "product" -> {
                only(how, "compression", "always_ram");
                require(Set.of("x4", "x8", "x16", "x32", "x64").contains(how.string("compression")), 400, kind);
            }
            default -> throw new Refused(400, "quantization_config");
        }
        long size = present(vectors.integer("size"), 400, "size");
        require(size > 0, 400, "size");
        require(collections.putIfAbsent(name, new Collection(body, size)) == null, 409, "exists");
        return dev.dragoman.json.JsonBoolean.TRUE;
    }

    private static JsonValue index(Collection collection, JsonObject body) {
        only(body, "field_name", "field_schema");
        require("keyword".equals(body.string("field_schema")), 400, "field_schema");
        collection.index = body;
        return JsonObject.builder()
                .put("operation_id", 1)
                .put("status", "completed")
                .build();
    }

    private static JsonValue upsert(Collection collection, JsonObject body) {
        only(body, "points");
        for (JsonValue each : present(body.array("points"), 400, "points")) {
            JsonObject point = (JsonObject) each;
            only(point, "id", "vector", "payload");
            String id = String.valueOf(point.string("id"));
            require(id.equals(UUID.fromString(id).toString()), 400, "id");
            require(vector(point).length == collection.size, 400, "Wrong input: Vector dimension error");
            collection.points.put(id, point);
        }
        return JsonObject.builder()
                .put("operation_id", 2)
                .put("status", "completed")
                .build();
    }

    private static JsonValue search(Collection collection, JsonObject body) {
        only(body, "vector", "filter", "params", "limit", "with_payload");
        only(object(body, "params"), "quantization");
        only(object(object(body, "params"), "quantization"), "ignore", "rescore", "oversampling");
        float[] asked = Vectors.unit(vector(body));
        require(asked.length == collection.size, 400, "Wrong input: Vector dimension error");
        require(Long.valueOf(1).equals(body.integer("limit")), 400, "limit");
        Map<String, Double> scores = new LinkedHashMap<>();
        collection.points.forEach((id, point) -> {
            if (matches(object(point, "payload"), object(body, "filter"))) {
                scores.put(id, Vectors.dot(asked, Vectors.unit(vector(point))));
            }
        });
        return scores.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(best -> (JsonValue) JsonArray.of(JsonObject.builder()
                        .put("id", best.getKey())
                        .put("version", 0)
                        .put("score", JsonNumber.of(best.getValue()))
                        .put("payload", object(Objects.requireNonNull(collection.points.get(best.getKey())), "payload"))
                        .build()))
                .orElse(JsonArray.EMPTY);
    }

    private static boolean matches(JsonObject payload, JsonObject filter) {
        only(filter, "must");
        for (JsonValue each : Objects.requireNonNull(filter.array("must"))) {
            JsonObject condition = (JsonObject) each;
            String key = String.valueOf(condition.string("key"));
            if (condition.has("match")) {
                only(condition, "key", "match");
                if (!Objects.equals(payload.get(key), object(condition, "match").get("value"))) {
                    return false;
                }
            } else {
                only(condition, "key", "range");
                only(object(condition, "range"), "gt");
                Double value = payload.number(key);
                Double bound = object(condition, "range").number("gt");
                if (value == null || bound == null || value <= bound) {
                    return false;
                }
            }
        }
        return true;
    }

    private static float[] vector(JsonObject holder) {
        JsonArray numbers = present(holder.array("vector"), 400, "vector");
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) ((JsonNumber) numbers.items().get(i)).doubleValue();
        }
        return vector;
    }

    private static JsonObject object(JsonObject holder, String name) {
        return present(holder.object(name), 400, "Format error in JSON body: missing field `" + name + "`");
    }

    private static void only(JsonObject object, String... names) {
        for (String name : object.names()) {
            require(List.of(names).contains(name), 400, "Format error in JSON body: unknown field `" + name + "`");
        }
    }

    private static <T> T present(@Nullable T value, int status, String message) {
        if (value == null) {
            throw new Refused(status, message);
        }
        return value;
    }

    private static void require(boolean so, int status, String message) {
        if (!so) {
            throw new Refused(status, message);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

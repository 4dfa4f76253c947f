package dev.dragoman.gateway.endpoint;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The interface description, made from the route table.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>
 */
public final class OpenApi {

    private OpenApi() {}

    /** The description of these routes. */
    public static JsonObject of(RouteTable routes) {
        Map<String, JsonObject.Builder> paths = new LinkedHashMap<>();
        for (Route route : routes.routes()) {
            String path = route.pattern().replace("*}", "}");
            paths.computeIfAbsent(path, p -> JsonObject.builder())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        JsonObject.Builder described = JsonObject.builder();
        paths.forEach((path, operations) -> described.put(path, operations.build()));
        return JsonObject.builder()
                .put("openapi", "3.1.0")
                .put(
                        "info",
                        JsonObject.builder()
                                .put("title", "Dragoman")
                                .put("version", Version.CURRENT)
                                .build())
                .put("paths", described.build())
                .put("components", JsonObject.of("securitySchemes", schemes()))
                .build();
    }

    private static JsonObject operation(Route route) {
        JsonObject.Builder operation = JsonObject.builder();
        JsonArray parameters = parameters(route.pattern());
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (route.method().equals("POST") || route.method().equals("PATCH")) {
            operation.put("requestBody", body());
        }
        operation.put("responses", responses());
        if (route.access() != Route.Access.PUBLIC) {
            operation.put("security", JsonArray.of(JsonObject.of("key", JsonArray.EMPTY)));
        }
        return operation.build();
    }

    private static JsonArray parameters(String pattern) {
        List<JsonValue> parameters = new ArrayList<>();
        for (String segment : pattern.split("/", -1)) {
            if (segment.startsWith("{")) {
                String name = segment.replace("{", "").replace("*}", "").replace("}", "");
                parameters.add(JsonObject.builder()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true)
                        .put("schema", JsonObject.of("type", new JsonString("string")))
                        .build());
            }
        }
        return new JsonArray(parameters);
    }

    private static JsonObject body() {
        JsonObject schema = JsonObject.of("schema", JsonObject.of("type", new JsonString("object")));
        return JsonObject.builder()
                .put("required", true)
                .put("content", JsonObject.of("application/json", schema))
                .build();
    }

    private static JsonObject responses() {
        return JsonObject.of("200", JsonObject.of("description", new JsonString("The answer")));
    }

    private static JsonObject schemes() {
        return JsonObject.of(
                "key",
                JsonObject.builder().put("type", "http").put("scheme", "bearer").build());
    }
}

package dev.dragoman.gateway.ledger;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;

/** Members that answers must have. */
final class Members {

    private Members() {}

    /** The object at the end of the names. */
    static JsonObject object(JsonObject from, String... names) {
        JsonObject at = from;
        for (String name : names) {
            at = Objects.requireNonNull(at.object(name), name);
        }
        return at;
    }

    /** The member's value as JSON. */
    static String json(JsonObject from, String name) {
        return Objects.requireNonNull(from.get(name), name).toJson();
    }

    /** The member's amount of dollars, in nano-dollars. */
    static long nanos(JsonObject from, String name) {
        return new BigDecimal(json(from, name)).movePointRight(9).longValueExact();
    }

    /** The member's whole number. */
    static long number(JsonObject from, String name) {
        return Objects.requireNonNull(from.integer(name), name);
    }

    /** The objects in the member's list. */
    static Stream<JsonObject> each(JsonObject from, String name) {
        return each(Objects.requireNonNull(from.array(name), name));
    }

    /** The objects in a list. */
    static Stream<JsonObject> each(JsonArray list) {
        return list.items().stream().map((JsonValue item) -> (JsonObject) item);
    }
}

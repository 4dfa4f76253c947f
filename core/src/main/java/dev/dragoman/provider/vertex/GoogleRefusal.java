package dev.dragoman.provider.vertex;

import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Tells errors of Google's front end from those of the model behind it: Google names a status in a word. */
final class GoogleRefusal {

    private GoogleRefusal() {}

    static boolean is(VendorError error) {
        try {
            return is(Json.parse(error.body()));
        } catch (JsonSyntaxException noJson) {
            // A page of a server in between: whoever reads it goes by its status.
            return false;
        }
    }

    private static boolean is(JsonValue body) {
        return switch (body) {
            case JsonObject object -> names(object.object("error"));
            case JsonArray list -> !list.isEmpty() && is(list.items().getFirst());
            default -> false;
        };
    }

    private static boolean names(@Nullable JsonObject error) {
        return error != null && error.string("status") != null && error.integer("code") != null;
    }
}

package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.Set;

/** A search of the web, which this format tells flatter than Chat Completions does. */
final class Searches {

    private static final String APPROXIMATE = "approximate";

    private Searches() {}

    /** The place of the user as Chat Completions tells it. */
    static JsonObject nested(Field place) {
        return place.member(APPROXIMATE) != null
                ? place.object()
                : JsonObject.of("type", new JsonString(APPROXIMATE)).with(APPROXIMATE, place.others(Set.of("type")));
    }

    /** The place of the user as this format tells it. */
    static JsonObject flat(JsonObject place) {
        JsonObject inner = place.object(APPROXIMATE);
        return inner == null
                ? place
                : JsonObject.of("type", new JsonString(APPROXIMATE)).merged(inner);
    }
}

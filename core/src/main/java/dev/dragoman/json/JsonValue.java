package dev.dragoman.json;

/** A JSON value. Immutable. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** The value as compact JSON text. */
    default String toJson() {
        return Json.text(this);
    }
}

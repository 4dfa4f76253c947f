package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;

/**
 * Annotations: flat here and counted from the start of their text; under the name of their type elsewhere, and counted from the
 * start of all that was said.
 */
final class Annotations {

    private static final String TYPE = "type";
    private static final String START = "start_index";
    private static final String END = "end_index";

    private Annotations() {}

    /** Where the annotated words start, in characters from the start of all that was said; 0 when it is not told. */
    static long start(JsonObject annotation) {
        Long start = members(annotation).integer(START);
        return start == null ? 0 : start;
    }

    /** The annotation in this format's form, of a text that starts after so many characters. */
    static JsonObject flat(JsonObject annotation, long before) {
        String type = annotation.string(TYPE);
        JsonObject members = moved(members(annotation), -before);
        return type == null
                ? members
                : JsonObject.of(TYPE, new JsonString(type)).merged(members);
    }

    /** The annotation in the other form. */
    static JsonObject nested(JsonObject annotation, long before) {
        String type = annotation.string(TYPE);
        JsonObject members = moved(annotation.without(TYPE), before);
        return type == null
                ? members
                : JsonObject.of(TYPE, new JsonString(type)).with(type, members);
    }

    private static JsonObject members(JsonObject annotation) {
        String type = annotation.string(TYPE);
        JsonObject inner = type == null ? null : annotation.object(type);
        return inner == null ? annotation.without(TYPE) : inner;
    }

    private static JsonObject moved(JsonObject members, long by) {
        return by == 0 ? members : moved(moved(members, START, by), END, by);
    }

    private static JsonObject moved(JsonObject members, String name, long by) {
        Long at = members.integer(name);
        return at == null ? members : members.with(name, JsonNumber.of(Math.max(0, at + by)));
    }
}

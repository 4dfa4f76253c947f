package dev.dragoman.testkit;

import dev.dragoman.testkit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Request bodies made of a plain one and some fields put over it. */
public final class Bodies {

    private Bodies() {}

    /** The plain body with these fields; single quotes stand for double ones, and the word absent takes a field away. */
    public static String with(String plain, String fields) {
        ObjectNode body = object(plain);
        object("{" + fields + "}").properties().forEach(entry -> {
            if (entry.getValue().asString("").equals("absent")) {
                body.remove(entry.getKey());
            } else {
                body.set(entry.getKey(), entry.getValue());
            }
        });
        return Json.text(body);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }
}

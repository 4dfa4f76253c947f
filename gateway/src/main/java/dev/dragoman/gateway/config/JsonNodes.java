package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;

/** Turns JSON into what a file's values are read from. Texts that refer to the environment are told, unless they may. */
final class JsonNodes {

    /** What a reference to an environment variable begins with. */
    static final String REFERENCE = "os.environ/";

    private final Location at;
    private final Problems problems;
    private final boolean refers;

    /**
     * A reader.
     *
     * @param at where the JSON is from
     * @param refers whether references to the environment are left as they are
     */
    JsonNodes(Location at, Problems problems, boolean refers) {
        this.at = at;
        this.problems = problems;
        this.refers = refers;
    }

    Mapping mapping(String path, JsonObject object) {
        Mapping[] mapping = {Mapping.empty(at)};
        object.forEach((name, member) -> mapping[0] = mapping[0].with(name, node(KeyPath.child(path, name), member)));
        return mapping[0];
    }

    private ConfigNode node(String path, JsonValue value) {
        return switch (value) {
            case JsonObject object -> mapping(path, object);
            case JsonArray array ->
                new Sequence(
                        array.items().stream().map(item -> node(path, item)).toList(), at);
            case JsonString text -> text(path, text.value());
            case JsonNumber number -> new Scalar(YamlScalars.meaning(number.literal()), number.literal(), at, null);
            case JsonBoolean truth -> Scalar.of(truth.value(), at);
            case JsonNull none -> new Scalar(null, "", at, null);
        };
    }

    private Scalar text(String path, String text) {
        if (!refers && text.startsWith(REFERENCE)) {
            problems.error(
                    at, path, "\"" + text + "\"", "the value itself, since requests do not get to see the environment");
        }
        return Scalar.of(text, at);
    }
}

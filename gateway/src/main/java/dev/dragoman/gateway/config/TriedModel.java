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
import java.util.List;
import java.util.Map;

/** Reads a deployment that is in no file, to try it out. Nothing of the environment goes into it: it may be sent anywhere. */
public final class TriedModel {

    private static final Location HERE = Location.whole("request");
    private static final String REFERENCE = "os.environ/";

    private TriedModel() {}

    /**
     * The deployment.
     *
     * @param params as {@code litellm_params} of {@code model_list}
     * @param info as {@code model_info}
     * @throws ConfigException telling what is wrong
     */
    public static ModelEntry read(JsonObject params, JsonObject info, ModelCheck check) {
        Problems problems = new Problems();
        Mapping entry = Mapping.empty(HERE)
                .with("model_name", Scalar.of("tried", HERE))
                .with("litellm_params", node("litellm_params", params, problems))
                .with("model_info", node("model_info", info.with("id", new JsonString("tried")), problems));
        Mapping root = Mapping.empty(HERE).with("model_list", new Sequence(List.of(entry), HERE));
        SectionReader reader = new SectionReader(KeyTable.load(), new Environment(Map.of()), problems);
        List<ModelEntry> read = ModelList.read(root, reader, check, false);
        problems.throwIfErrors();
        return read.getFirst();
    }

    private static ConfigNode node(String path, JsonValue value, Problems problems) {
        return switch (value) {
            case JsonObject object -> {
                Mapping mapping = Mapping.empty(HERE);
                for (String name : object.names()) {
                    JsonValue member = object.get(name);
                    mapping = member == null
                            ? mapping
                            : mapping.with(name, node(KeyPath.child(path, name), member, problems));
                }
                yield mapping;
            }
            case JsonArray array ->
                new Sequence(
                        array.items().stream()
                                .map(item -> node(path, item, problems))
                                .toList(),
                        HERE);
            case JsonString text -> {
                if (text.value().startsWith(REFERENCE)) {
                    problems.error(
                            HERE,
                            path,
                            "\"" + text.value() + "\"",
                            "the value itself, since requests do not" + " get to see the environment");
                }
                yield Scalar.of(text.value(), HERE);
            }
            case JsonNumber number -> new Scalar(YamlScalars.meaning(number.literal()), number.literal(), HERE, null);
            case JsonBoolean truth -> Scalar.of(truth.value(), HERE);
            case JsonNull none -> new Scalar(null, "", HERE, null);
        };
    }
}

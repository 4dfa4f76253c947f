package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.List;
import java.util.Map;

/** Reads a deployment that is in no file, to try it out. Nothing of the environment goes into it: it may be sent anywhere. */
public final class TriedModel {

    private static final Location HERE = Location.whole("request");

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
        JsonNodes nodes = new JsonNodes(HERE, problems, false);
        Mapping entry = Mapping.empty(HERE)
                .with("model_name", Scalar.of("tried", HERE))
                .with("litellm_params", nodes.mapping("litellm_params", params))
                .with("model_info", nodes.mapping("model_info", info.with("id", new JsonString("tried"))));
        Mapping root = Mapping.empty(HERE).with("model_list", new Sequence(List.of(entry), HERE));
        SectionReader reader = new SectionReader(KeyTable.load(), new Environment(Map.of()), problems);
        List<ModelEntry> read = ModelList.read(root, reader, check, false, StoredReading.NONE);
        problems.throwIfErrors();
        return read.getFirst();
    }
}

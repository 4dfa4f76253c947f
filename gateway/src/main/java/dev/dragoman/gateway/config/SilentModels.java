package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;

/** Refuses copies of traffic to groups that nobody offers. */
final class SilentModels {

    private static final String KEY = "silent_model";

    private SilentModels() {}

    static void check(Mapping root, GroupNames names, Problems problems) {
        if (root.get("model_list") instanceof Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                if (sequence.items().get(index) instanceof Mapping entry
                        && entry.get("litellm_params") instanceof Mapping params
                        && params.get(KEY) instanceof Scalar named) {
                    String path = KeyPath.child(KeyPath.item("model_list", index, entry), "litellm_params");
                    check(KeyPath.child(path, KEY), named, names, problems);
                }
            }
        }
    }

    private static void check(String path, Scalar named, GroupNames names, Problems problems) {
        if (!names.has(named.text())) {
            String near = EditDistance.nearest(named.text(), names.all());
            problems.error(
                    named.location(),
                    path,
                    "\"" + named.text() + "\"",
                    near == null ? "a model_name of model_list" : "a model_name of model_list, perhaps " + near);
        }
    }
}

package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Finds what entries of {@code model_list} say of the groups that stand by for their own. */
final class OwnFallbacks {

    private static final List<String> KEYS = List.of("fallbacks", "context_window_fallbacks");

    private OwnFallbacks() {}

    static List<FallbackReader.Own> of(Mapping root) {
        List<FallbackReader.Own> found = new ArrayList<>();
        if (root.get("model_list") instanceof Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                if (sequence.items().get(index) instanceof Mapping entry) {
                    find(entry, KeyPath.item("model_list", index, entry), found);
                }
            }
        }
        return found;
    }

    private static void find(Mapping entry, String path, List<FallbackReader.Own> found) {
        String group = entry.text("model_name");
        if (group == null || !(entry.get("litellm_params") instanceof Mapping params)) {
            return;
        }
        for (String key : KEYS) {
            ConfigNode node = params.get(key);
            if (node != null) {
                String inner = KeyPath.child(KeyPath.child(path, "litellm_params"), key);
                found.add(new FallbackReader.Own(group, key, inner, node));
            }
        }
    }
}

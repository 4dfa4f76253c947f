package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.RouterSettings.GroupAlias;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code model_group_alias}: a name, or a map of model and hidden. */
final class GroupAliases {

    private static final KeyType.Truth TRUTH = new KeyType.Truth();

    private final Problems problems;

    GroupAliases(Problems problems) {
        this.problems = problems;
    }

    Map<String, GroupAlias> read(String path, @Nullable ConfigNode node) {
        Map<String, GroupAlias> aliases = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((name, entry) -> {
                GroupAlias alias = alias(entry.value());
                if (alias == null) {
                    String inner = KeyPath.child(path, name);
                    problems.error(
                            entry.location(),
                            inner,
                            Concealed.shown(inner, entry.value()),
                            "the name of a model, or {model: name, hidden: true}");
                } else {
                    aliases.put(name, alias);
                }
            });
        }
        return aliases;
    }

    private static @Nullable GroupAlias alias(ConfigNode node) {
        if (node instanceof Scalar scalar && scalar.value() instanceof String name) {
            return new GroupAlias(name, false);
        }
        if (!(node instanceof Mapping mapping)) {
            return null;
        }
        String model = mapping.text("model");
        ConfigNode hidden = mapping.get("hidden");
        Boolean isHidden = hidden == null ? Boolean.FALSE : TRUTH.value(hidden);
        return model == null || isHidden == null ? null : new GroupAlias(model, isHidden);
    }
}

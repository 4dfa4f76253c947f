package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.RouterSettings.Alias;
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

    Map<String, Alias> read(String path, @Nullable ConfigNode node) {
        Map<String, Alias> aliases = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((name, entry) -> {
                Alias alias = alias(entry.value());
                if (alias == null) {
                    String inner = KeyPath.child(path, name);
                    problems.error(
                            entry.location(),
                            inner,
                            Secrecy.shown(inner, entry.value()),
                            "the name of a model, or {model: name, hidden: true}");
                } else {
                    aliases.put(name, alias);
                }
            });
        }
        return aliases;
    }

    private static @Nullable Alias alias(ConfigNode node) {
        if (node instanceof Scalar scalar && scalar.value() instanceof String name) {
            return new Alias(name, false);
        }
        if (!(node instanceof Mapping mapping)) {
            return null;
        }
        String model = mapping.text("model");
        ConfigNode hidden = mapping.get("hidden");
        Boolean isHidden = hidden == null ? Boolean.FALSE : TRUTH.value(hidden);
        return model == null || isHidden == null ? null : new Alias(model, isHidden);
    }
}

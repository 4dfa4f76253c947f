package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Puts environment variables in the place of {@code os.environ/NAME}, at any depth; whole values only. */
final class Variables {

    private static final String PREFIX = "os.environ/";

    private final Environment environment;
    private final Problems problems;

    Variables(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    Mapping resolve(String path, Mapping mapping) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> entries.put(
                        key, new Entry(entry.location(), resolve(KeyPath.child(path, key), entry.value()))));
        return new Mapping(entries, mapping.location());
    }

    private ConfigNode resolve(String path, ConfigNode node) {
        return switch (node) {
            case Scalar scalar -> resolve(path, scalar);
            case Mapping mapping -> resolve(path, mapping);
            case Sequence sequence -> {
                List<ConfigNode> items = new ArrayList<>(sequence.items().size());
                for (ConfigNode item : sequence.items()) {
                    items.add(resolve(KeyPath.item(path, items.size(), item), item));
                }
                yield new Sequence(items, sequence.location());
            }
        };
    }

    private Scalar resolve(String path, Scalar scalar) {
        if (!(scalar.value() instanceof String text) || !text.startsWith(PREFIX)) {
            return scalar;
        }
        String name = text.substring(PREFIX.length()).strip();
        String value = environment.get(name);
        if (value == null) {
            problems.warning(
                    scalar.location(),
                    path,
                    text,
                    "an environment variable " + name + "; without it the key is absent");
        }
        return new Scalar(meaning(value), value == null ? "" : value, scalar.location(), text);
    }

    private static @Nullable Object meaning(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> value;
        };
    }
}

package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a file with all that it includes: lists are joined, maps merged key by key, other values replaced. */
final class Includes {

    private static final String KEY = "include";

    private final Set<Path> files = new LinkedHashSet<>();

    /** The merged root. */
    Mapping read(Path path) {
        Path file = path.toAbsolutePath().normalize();
        files.add(file);
        Mapping own = YamlReader.read(path);
        Mapping merged = without(own);
        for (Scalar include : includes(own)) {
            Path included = file.resolveSibling(include.value().toString()).normalize();
            if (files.contains(included)) {
                throw new ConfigException(include.location(), "include: " + include.value() + " includes itself");
            }
            merged = merged(merged, read(included));
        }
        return merged;
    }

    /** All files that were read. */
    List<Path> files() {
        return List.copyOf(files);
    }

    private static List<Scalar> includes(Mapping root) {
        return switch (root.get(KEY)) {
            case null -> List.of();
            case ConfigNode.Nothing nothing -> List.of();
            case Scalar one -> List.of(one);
            case Sequence several ->
                several.items().stream().map(Includes::name).toList();
            case Mapping mapping ->
                throw new ConfigException(mapping.location(), "include: a map (expected: file names)");
        };
    }

    private static Scalar name(ConfigNode node) {
        if (node instanceof Scalar scalar) {
            return scalar;
        }
        throw new ConfigException(node.location(), "include: expected a file name");
    }

    private static Mapping without(Mapping root) {
        Map<String, ConfigNode> members = new LinkedHashMap<>(root.members());
        members.remove(KEY);
        return new Mapping(members, root.location());
    }

    private static Mapping merged(Mapping one, Mapping other) {
        Map<String, ConfigNode> members = new LinkedHashMap<>(one.members());
        other.members().forEach((name, node) -> members.merge(name, node, Includes::merged));
        return new Mapping(members, one.location());
    }

    private static ConfigNode merged(ConfigNode one, ConfigNode other) {
        if (one instanceof Mapping mapping && other instanceof Mapping more) {
            return merged(mapping, more);
        }
        if (one instanceof Sequence sequence && other instanceof Sequence more) {
            List<ConfigNode> items = new ArrayList<>(sequence.items());
            items.addAll(more.items());
            return new Sequence(items, sequence.location());
        }
        return other;
    }
}

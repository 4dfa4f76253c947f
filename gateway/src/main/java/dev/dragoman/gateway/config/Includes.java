package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins a file with the files it includes: lists are appended, maps merged, single values replaced. */
final class Includes {

    private static final String KEY = "include";

    private final SourceFiles files;
    private final Problems problems;
    private final List<Path> open = new ArrayList<>();
    private final Set<Path> done = new HashSet<>();

    Includes(SourceFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** The file's map with everything it includes; null when the file itself cannot be read. */
    @Nullable
    Mapping load(Path file, Location namedAt) {
        String text = files.text(file, namedAt);
        Mapping own = text == null ? null : YamlDocument.read(file.toString(), text, problems);
        if (own == null) {
            return null;
        }
        open.add(file);
        Mapping joined = own.without(List.of(KEY));
        for (Scalar include : includes(own)) {
            Mapping included = included(file, include);
            joined = included == null ? joined : merged("", joined, included);
        }
        open.removeLast();
        done.add(file);
        return joined;
    }

    private @Nullable Mapping included(Path including, Scalar include) {
        Path file;
        try {
            file = including.resolveSibling(include.text()).normalize();
        } catch (InvalidPathException invalid) {
            problems.error(include.location(), KEY, Secrecy.shown(KEY, include), "a path: " + invalid.getReason());
            return null;
        }
        if (open.contains(file)) {
            problems.error(
                    include.location(), KEY, "the circle " + circle(file), "files that do not include themselves");
            return null;
        }
        if (done.contains(file)) {
            problems.warning(include.location(), KEY, file + " once more", "each file once; it is not read again");
            return null;
        }
        return load(file, include.location());
    }

    private String circle(Path again) {
        StringBuilder circle = new StringBuilder();
        for (Path file : open.subList(open.indexOf(again), open.size())) {
            circle.append(file.getFileName()).append(" -> ");
        }
        return circle.append(again.getFileName()).toString();
    }

    private List<Scalar> includes(Mapping file) {
        ConfigNode value = file.get(KEY);
        List<ConfigNode> items =
                value instanceof Sequence sequence ? sequence.items() : value == null ? List.of() : List.of(value);
        List<Scalar> paths = new ArrayList<>();
        for (ConfigNode item : items) {
            if (item instanceof Scalar scalar && scalar.value() instanceof String path && !path.isBlank()) {
                paths.add(scalar);
            } else {
                problems.error(item.location(), KEY, Secrecy.shown(KEY, item), "a path or a list of paths");
            }
        }
        return paths;
    }

    private Mapping merged(String path, Mapping base, Mapping added) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>(base.entries());
        added.entries()
                .forEach((key, entry) -> entries.merge(key, entry, (old, young) -> {
                    String inner = path.isEmpty() ? key : path + "." + key;
                    return new Entry(young.location(), merged(inner, old.value(), young.value()));
                }));
        return new Mapping(entries, base.location());
    }

    private ConfigNode merged(String path, ConfigNode base, ConfigNode added) {
        if (base instanceof Mapping old && added instanceof Mapping young) {
            return merged(path, old, young);
        }
        if (base instanceof Sequence old && added instanceof Sequence young) {
            List<ConfigNode> items = new ArrayList<>(old.items());
            items.addAll(young.items());
            return new Sequence(items, old.location());
        }
        if (!base.isNull() && !added.isNull() && !base.kind().equals(added.kind())) {
            problems.error(added.location(), path, added.kind(), base.kind() + ", as at " + base.location());
        }
        return added.isNull() ? base : added;
    }
}

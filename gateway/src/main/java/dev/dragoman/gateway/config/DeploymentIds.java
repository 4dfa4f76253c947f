package dev.dragoman.gateway.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gives every deployment its id: the one that was set, else a hash of name and parameters. */
final class DeploymentIds {

    private static final int LENGTH = 32;

    private final Problems problems;
    private final Map<String, Location> taken = new HashMap<>();

    DeploymentIds(Problems problems) {
        this.problems = problems;
    }

    String next(String path, Location at, @Nullable String explicit, String name, SectionValues params) {
        if (explicit != null) {
            Location first = taken.putIfAbsent(explicit, at);
            if (first != null) {
                problems.error(at, path + ".model_info.id", "\"" + explicit + "\"", "another id than at " + first);
            }
            return explicit;
        }
        String id = hash(name, params, 0);
        Location first = taken.get(id);
        if (first != null) {
            problems.warning(at, path, "the same deployment once more", "it once; the first is at " + first);
        }
        for (int copy = 1; taken.putIfAbsent(id, at) != null; copy++) {
            id = hash(name, params, copy);
        }
        return id;
    }

    // Lengths keep neighbours apart, sorting makes the order of keys irrelevant.
    private static String hash(String name, SectionValues params, int copy) {
        StringBuilder text = new StringBuilder();
        append(text, name);
        append(text, params.all());
        append(text, copy);
        return Fingerprint.of(text.toString()).sha256().substring(0, LENGTH);
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("0;");
            case Map<?, ?> map -> {
                text.append('{').append(map.size()).append(':');
                for (Object key : new TreeSet<Object>(map.keySet())) {
                    append(text, key);
                    append(text, map.get(key));
                }
            }
            case List<?> list -> {
                text.append('[').append(list.size()).append(':');
                list.forEach(item -> append(text, item));
            }
            default -> {
                String plain = value.toString();
                text.append(plain.length()).append(':').append(plain);
            }
        }
    }
}

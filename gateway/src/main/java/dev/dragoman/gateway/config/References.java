package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Nothing;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts environment variables in place of {@code os.environ/NAME}, at any depth. */
final class References {

    private static final String PREFIX = "os.environ/";

    private final Environment environment;
    private final Problems problems;

    References(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    Mapping resolved(Mapping mapping, String path) {
        Map<String, ConfigNode> members = new LinkedHashMap<>();
        mapping.members()
                .forEach((name, node) -> members.put(name, resolved(node, path.isEmpty() ? name : path + "." + name)));
        return new Mapping(members, mapping.location());
    }

    private ConfigNode resolved(ConfigNode node, String path) {
        return switch (node) {
            case Mapping mapping -> resolved(mapping, path);
            case Sequence sequence -> resolved(sequence, path);
            case Scalar scalar -> resolved(scalar, path);
            case Nothing nothing -> nothing;
        };
    }

    private Sequence resolved(Sequence sequence, String path) {
        List<ConfigNode> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            items.add(resolved(sequence.items().get(i), path + "[" + i + "]"));
        }
        return new Sequence(items, sequence.location());
    }

    private ConfigNode resolved(Scalar scalar, String path) {
        if (!(scalar.value() instanceof String text) || !text.startsWith(PREFIX)) {
            return scalar;
        }
        String name = text.substring(PREFIX.length()).strip();
        String value = environment.get(name);
        if (value == null) {
            problems.warning(scalar.location(), path + ": environment variable " + name + " is not set");
            return new Nothing(scalar.location());
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return new Scalar(Boolean.valueOf(value), scalar.location());
        }
        return new Scalar(value, scalar.location());
    }
}

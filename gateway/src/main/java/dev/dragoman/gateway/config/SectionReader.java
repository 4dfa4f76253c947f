package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads sections by the key table: right values are kept, mistakes told, absent keys taken from the environment. */
final class SectionReader {

    private final KeyTable table;
    private final Environment environment;
    private final Problems problems;
    private final UnknownKeys unknown;

    SectionReader(KeyTable table, Environment environment, Problems problems) {
        this.table = table;
        this.environment = environment;
        this.problems = problems;
        this.unknown = new UnknownKeys(table, problems);
    }

    /** The same reader, telling mistakes to others. */
    SectionReader telling(Problems others) {
        return new SectionReader(table, environment, others);
    }

    KeyTable table() {
        return table;
    }

    Problems problems() {
        return problems;
    }

    Environment environment() {
        return environment;
    }

    /** The values of a section that should hold known keys only. */
    SectionValues closed(String section, String path, @Nullable Mapping mapping) {
        return read(table.section(section), false, path, mapping);
    }

    /** The values of a section that takes any key. */
    SectionValues open(String section, String path, @Nullable Mapping mapping) {
        return read(table.section(section), true, path, mapping);
    }

    /** The map under the key; null when it is absent, or no map, which the check of the parent tells. */
    static @Nullable Mapping mapping(Mapping parent, String key) {
        return parent.get(key) instanceof Mapping mapping ? mapping : null;
    }

    private SectionValues read(KeySection section, boolean open, String path, @Nullable Mapping mapping) {
        Map<String, Object> known = new HashMap<>();
        JsonObject.Builder others = JsonObject.builder();
        if (mapping != null) {
            mapping.entries().forEach((key, entry) -> {
                KeySpec spec = section.find(key);
                if (spec == null) {
                    unknown(section, open, path, key, entry.location());
                    others.putIfPresent(
                            key, entry.value().isNull() ? null : entry.value().toJson());
                } else {
                    known(spec, KeyPath.child(path, key), mapping, key, known);
                }
            });
        }
        section.withVariables().forEach(spec -> fromEnvironment(spec, path, known));
        return new SectionValues(known, others.build());
    }

    private void unknown(KeySection section, boolean open, String path, String key, Location at) {
        if (!open || table.section("request defaults").find(key) == null) {
            unknown.report(section, open, path, key, at);
        }
    }

    private void known(KeySpec spec, String path, Mapping mapping, String key, Map<String, Object> known) {
        ConfigNode node = mapping.get(key);
        if (node == null) {
            return;
        }
        String name = spec.isFamily() ? key : spec.name();
        if (!key.equals(name) && mapping.get(name) != null) {
            problems.warning(node.location(), path, "another name of " + name, "one of them");
            return;
        }
        Object value = spec.type().value(node);
        if (value != null) {
            known.put(name, value);
        } else {
            wrong(spec, path, node);
        }
    }

    // A key that nothing depends on does not keep a file from working that works elsewhere.
    private void wrong(KeySpec spec, String path, ConfigNode node) {
        String shown = Secrecy.shown(path, node);
        if (spec.acted()) {
            problems.error(node.location(), path, shown, spec.type().expected());
        } else {
            problems.warning(node.location(), path, shown, spec.type().expected());
        }
    }

    private void fromEnvironment(KeySpec spec, String path, Map<String, Object> known) {
        String text = known.containsKey(spec.name()) ? null : environment.get(spec.variable());
        if (text == null) {
            return;
        }
        Location at = Location.whole("environment variable " + spec.variable());
        ConfigNode node = new Scalar(text, text, at, null);
        Object value = spec.type().value(node);
        if (value != null) {
            known.put(spec.name(), value);
        } else {
            wrong(spec, KeyPath.child(path, spec.name()), node);
        }
    }
}

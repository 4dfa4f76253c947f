package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Fallbacks.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads which groups stand by for which: lists of maps with one group each, and what single entries of {@code model_list} say of
 * their own group. Names that are none and groups that in the end stand by for themselves are mistakes.
 */
final class FallbackReader {

    private static final String SECTION = "router_settings";
    private static final String ALL = "*";

    private final Problems problems;
    private final GroupNames names;
    private final List<Own> owns;

    /**
     * A reader.
     *
     * @param owns what entries say of their own groups
     */
    FallbackReader(Problems problems, GroupNames names, List<Own> owns) {
        this.problems = problems;
        this.names = names;
        this.owns = owns;
    }

    /**
     * What an entry of {@code model_list} says of its own group.
     *
     * @param key {@code fallbacks} or {@code context_window_fallbacks}
     * @param path of the key
     */
    record Own(String group, String key, String path, ConfigNode node) {}

    /** Who stands by on any failure. */
    Map<String, List<Target>> general(Mapping router) {
        Map<String, List<Target>> all = read(router, "fallbacks");
        ConfigNode everybodys = router.get("default_fallbacks");
        if (everybodys != null) {
            all.put(ALL, targets(SECTION + ".default_fallbacks", everybodys));
        }
        return all;
    }

    /** Who stands by on one kind of failure; null when that is not told apart. */
    @Nullable
    Map<String, List<Target>> typed(Mapping router, String key) {
        Map<String, List<Target>> typed = read(router, key);
        return typed.isEmpty() && router.get(key) == null ? null : typed;
    }

    private Map<String, List<Target>> read(Mapping router, String key) {
        Map<String, List<Target>> all = new LinkedHashMap<>();
        Map<String, Location> places = new LinkedHashMap<>();
        String path = SECTION + "." + key;
        ConfigNode node = router.get(key);
        if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                read(path + "[" + i + "]", sequence.items().get(i), all, places);
            }
        }
        for (Own own : owns) {
            if (own.key().equals(key)) {
                places.putIfAbsent(own.group(), own.node().location());
                List<Target> known = all.computeIfAbsent(own.group(), group -> new ArrayList<>());
                targets(own.path(), own.node()).stream()
                        .filter(target -> !known.contains(target))
                        .forEach(known::add);
            }
        }
        places.forEach((group, place) -> refuseLoop(path, group, all, place));
        return all;
    }

    private void read(String path, ConfigNode item, Map<String, List<Target>> all, Map<String, Location> places) {
        if (!(item instanceof Mapping mapping) || mapping.entries().size() != 1) {
            wrong(path, item, "a map with one group, such as {small: [large]}");
            return;
        }
        String group = mapping.entries().firstEntry().getKey();
        ConfigNode value = mapping.entries().firstEntry().getValue().value();
        if (!group.equals(ALL)) {
            known(KeyPath.child(path, group), group, item.location());
        }
        all.computeIfAbsent(group, name -> new ArrayList<>()).addAll(targets(KeyPath.child(path, group), value));
        places.putIfAbsent(group, item.location());
    }

    private List<Target> targets(String path, ConfigNode node) {
        List<ConfigNode> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Target target = target(path + "[" + i + "]", items.get(i));
            if (target != null) {
                targets.add(target);
            }
        }
        return targets;
    }

    private @Nullable Target target(String path, ConfigNode item) {
        String model = item instanceof Scalar scalar && scalar.value() instanceof String name
                ? name
                : item instanceof Mapping mapping ? mapping.text("model") : null;
        if (model == null || model.isBlank()) {
            wrong(path, item, "the name of a model, or {model: name} with members to put in place of the client's");
            return null;
        }
        known(path, model, item.location());
        return new Target(model, item instanceof Mapping mapping ? changes(path, mapping) : JsonObject.EMPTY);
    }

    private JsonObject changes(String path, Mapping target) {
        Mapping changes = target.without(List.of("model"));
        changes.entries().forEach((member, entry) -> {
            if (CallOptions.isOwn(member)) {
                wrong(KeyPath.child(path, member), entry.value(), "members of the request that vendors see");
            }
        });
        return changes.toJson();
    }

    private void known(String path, String name, Location at) {
        if (!names.has(name)) {
            String near = EditDistance.nearest(name, names.all());
            problems.error(
                    at,
                    path,
                    "\"" + name + "\"",
                    near == null ? "a model_name of model_list" : "a model_name of model_list, perhaps " + near);
        }
    }

    /** One that is met again on a way would be asked for nothing; the way is shown. */
    private void refuseLoop(String path, String group, Map<String, List<Target>> all, Location at) {
        List<String> way = way(group, all, new ArrayList<>(List.of(group)), group::equals);
        // Each loop is told once, at the group that comes first by name.
        if (way != null && way.stream().allMatch(other -> group.compareTo(other) <= 0)) {
            problems.error(
                    at, path, "a loop: " + String.join(" -> ", way), "groups that do not stand by for themselves");
        }
    }

    private static @Nullable List<String> way(
            String from, Map<String, List<Target>> all, List<String> passed, Predicate<String> end) {
        for (Target next : all.getOrDefault(from, List.of())) {
            List<String> further = new ArrayList<>(passed);
            further.add(next.model());
            if (end.test(next.model())) {
                return further;
            }
            List<String> found = passed.contains(next.model()) ? null : way(next.model(), all, further, end);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void wrong(String path, ConfigNode node, String expected) {
        problems.error(node.location(), path, Secrecy.shown(path, node), expected);
    }
}

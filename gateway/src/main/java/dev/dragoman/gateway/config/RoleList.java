package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists that say what roles and scopes of tokens mean. */
final class RoleList {

    private static final List<String> INTERNAL = List.of("proxy_admin", "team", "internal_user");
    private static final List<String> OF_USERS =
            List.of("proxy_admin", "proxy_admin_viewer", "internal_user", "internal_user_viewer");

    private final Problems problems;

    RoleList(Problems problems) {
        this.problems = problems;
    }

    /** The maps of two roles. */
    List<TokenSettings.Mapping> mappings(String path, Mapping in, String key, String from, String to) {
        List<String> allowed = to.equals("internal_role") ? INTERNAL : OF_USERS;
        List<TokenSettings.Mapping> found = new ArrayList<>();
        for (ConfigNode item : items(in, key)) {
            Mapping one = checked(path, key, item, Set.of(from, to));
            String role = one == null ? null : one.text(from);
            String meant = one == null ? null : one.text(to);
            if (role == null || meant == null || !allowed.contains(meant)) {
                wrong(path, key, item, "maps of " + from + " and " + to + ", which is one of " + words(allowed));
            } else {
                found.add(new TokenSettings.Mapping(role, meant));
            }
        }
        return found;
    }

    /** The maps of a role or scope, models and routes. */
    List<TokenSettings.Permission> permissions(String path, Mapping in, String key, String of) {
        List<TokenSettings.Permission> found = new ArrayList<>();
        for (ConfigNode item : items(in, key)) {
            Mapping one = checked(path, key, item, Set.of(of, "models", "routes"));
            String name = one == null ? null : one.text(of);
            List<String> models = one == null ? null : texts(one.get("models"));
            List<String> routes = one == null ? null : texts(one.get("routes"));
            boolean known = name != null && (!of.equals("role") || INTERNAL.contains(name));
            if (name == null || models == null || routes == null || !known) {
                wrong(path, key, item, "maps of " + of + ", models and routes");
            } else {
                found.add(new TokenSettings.Permission(name, models, routes));
            }
        }
        return found;
    }

    private static List<ConfigNode> items(Mapping in, String key) {
        return in.get(key) instanceof Sequence sequence ? sequence.items() : List.of();
    }

    private @Nullable Mapping checked(String path, String key, ConfigNode item, Set<String> known) {
        if (!(item instanceof Mapping mapping)) {
            return null;
        }
        mapping.entries().forEach((name, entry) -> {
            if (!known.contains(name)) {
                problems.error(
                        entry.location(),
                        KeyPath.child(KeyPath.child(path, key), name),
                        "an unknown key",
                        "one of " + words(known.stream().sorted().toList()));
            }
        });
        return mapping;
    }

    private static @Nullable List<String> texts(@Nullable ConfigNode node) {
        if (node == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (ConfigNode item : node instanceof Sequence sequence ? sequence.items() : List.of(node)) {
            if (!(item instanceof Scalar scalar)) {
                return null;
            }
            texts.add(scalar.text());
        }
        return texts;
    }

    private void wrong(String path, String key, ConfigNode item, String expected) {
        problems.error(item.location(), KeyPath.child(path, key), Secrecy.shown(key, item), expected);
    }

    private static String words(List<String> words) {
        return String.join(", ", words);
    }
}

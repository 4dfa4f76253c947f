package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one item of {@code pass_through_endpoints}. */
final class PassThroughReader {

    private static final String SECTION = "pass_through_endpoints";
    /** Where they are listed. */
    static final String LIST = "general_settings.pass_through_endpoints";

    private static final String VARIABLE = "os.environ/";

    private final SectionReader reader;
    private final Duration timeout;
    private final Set<String> taken = new HashSet<>();

    PassThroughReader(SectionReader reader, Duration timeout) {
        this.reader = reader;
        this.timeout = timeout;
    }

    @Nullable
    PassThrough read(String path, Mapping item) {
        SectionValues values = reader.closed(SECTION, path, item);
        String from = required(values, "path", path, item, "a path such as /v1/search");
        String target = required(values, "target", path, item, "an address such as https://host/path");
        if (from == null || target == null) {
            return null;
        }
        if (!isPath(from)) {
            wrong(path, "path", item, "a path of letters, digits and -._~/ that begins with a slash");
            return null;
        }
        List<String> methods = methods(values, path, item);
        for (String method : methods) {
            if (!taken.add(method + " " + from)) {
                wrong(path, "path", item, "each path and method once");
            }
        }
        Duration limit = values.limit("timeout");
        return new PassThrough(
                from,
                target.strip(),
                headers(values, path, item),
                values.truth("include_subpath", false),
                values.truth("forward_headers", false),
                values.truth("merge_query_params", true),
                values.textMap("default_query_params"),
                methods,
                values.truth("auth", true),
                limit == null ? timeout : limit,
                values.decimal("cost_per_request"));
    }

    private @Nullable String required(SectionValues values, String key, String path, Mapping item, String expected) {
        String value = values.text(key);
        if (value != null && !value.isBlank()) {
            return value;
        }
        if (item.get(key) == null) {
            // A wrong value has been told already.
            reader.problems().error(item.location(), KeyPath.child(path, key), "nothing", expected);
        }
        return null;
    }

    private List<String> methods(SectionValues values, String path, Mapping item) {
        List<String> methods = values.texts("methods").stream()
                .map(method -> method.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        if (!PassThrough.METHODS.containsAll(methods)) {
            wrong(path, "methods", item, "some of " + String.join(", ", PassThrough.METHODS));
        }
        return methods.isEmpty() ? PassThrough.METHODS : methods;
    }

    /** References to variables may stand between other words here. */
    private Map<String, String> headers(SectionValues values, String path, Mapping item) {
        Map<String, String> headers = new HashMap<>();
        values.textMap("headers").forEach((name, value) -> {
            StringBuilder filled = new StringBuilder();
            for (String word : value.split(" ", -1)) {
                filled.append(filled.isEmpty() ? "" : " ").append(filled(word, name, path, item));
            }
            if (isField(name, filled)) {
                headers.put(name, filled.toString());
            } else {
                wrong(path, "headers", item, "names and values that header fields can have");
            }
        });
        return headers;
    }

    /** The variables that a text refers to between other words. */
    static List<String> namesIn(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> word.startsWith(VARIABLE))
                .map(word -> word.substring(VARIABLE.length()))
                .toList();
    }

    private String filled(String word, String header, String path, Mapping item) {
        if (!word.startsWith(VARIABLE)) {
            return word;
        }
        String name = word.substring(VARIABLE.length());
        String value = reader.environment().get(name);
        if (value == null) {
            reader.problems()
                    .error(
                            item.location(),
                            KeyPath.child(path, "headers." + header),
                            word,
                            "an environment variable " + name);
        }
        return value == null ? "" : value;
    }

    private void wrong(String path, String key, Mapping item, String expected) {
        ConfigNode node = item.get(key);
        String inner = KeyPath.child(path, key);
        Location at = node == null ? item.location() : node.location();
        reader.problems().error(at, inner, node == null ? "nothing" : Secrecy.shown(inner, node), expected);
    }

    private static boolean isPath(String text) {
        boolean plain = text.chars()
                .allMatch(c -> c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || "-._~/".indexOf(c) >= 0);
        return plain && text.length() > 1 && text.startsWith("/") && !text.contains("//") && !text.contains("/..");
    }

    private static boolean isField(String name, CharSequence value) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && ":()<>@,;\\\"/[]?={}".indexOf(c) < 0)
                && value.chars().allMatch(c -> c >= ' ' && c != 127);
    }
}

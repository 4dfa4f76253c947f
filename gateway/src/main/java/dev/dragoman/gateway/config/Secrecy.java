package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/** Which settings hold secrets, by their names; their values are never shown. */
public final class Secrecy {

    private static final String HIDDEN = "(hidden)";
    private static final int LONGEST = 80;
    private static final Set<String> SECRET_WORDS =
            Set.of("key", "secret", "password", "passwd", "credential", "credentials", "token", "headers");
    private static final Set<String> OPEN_WORDS = Set.of("cost", "per", "header", "limit", "rate");
    private static final Set<String> SECRET_KEYS = Set.of("environment_variables", "database_url", "redis_url");

    private Secrecy() {}

    /** Whether the setting of that name or key path is a secret. */
    public static boolean isSecret(String path) {
        return words(path, ".[]()").stream().anyMatch(Secrecy::isSecretKey);
    }

    /** The value as a problem text may show it: shortened, and never a secret. */
    static String shown(String path, ConfigNode node) {
        if (!(node instanceof Scalar scalar)) {
            return node.kind();
        }
        if (scalar.variable() != null) {
            return "the value of " + scalar.variable() + " " + HIDDEN;
        }
        String text = scalar.text();
        if (isSecret(path) || looksSecret(text)) {
            return HIDDEN;
        }
        return "\"" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...") + "\"";
    }

    private static boolean isSecretKey(String key) {
        List<String> words = words(key.toLowerCase(Locale.ROOT), "_-");
        return SECRET_KEYS.contains(key)
                || (words.stream().anyMatch(SECRET_WORDS::contains)
                        && words.stream().noneMatch(OPEN_WORDS::contains));
    }

    private static List<String> words(String text, String separators) {
        return Collections.list(new StringTokenizer(text, separators)).stream()
                .map(Object::toString)
                .toList();
    }

    private static boolean looksSecret(String text) {
        return text.startsWith("sk-") || (text.contains("://") && text.contains("@"));
    }
}

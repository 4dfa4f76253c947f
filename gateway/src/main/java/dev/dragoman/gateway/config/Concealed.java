package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/** How values are shown in problem texts: shortened, and never a secret. */
final class Concealed {

    private static final String HIDDEN = "(hidden)";
    private static final int LONGEST = 80;
    private static final Set<String> SECRET_WORDS =
            Set.of("key", "secret", "password", "passwd", "credential", "credentials", "token", "headers");
    private static final Set<String> OPEN_WORDS = Set.of("cost", "per", "header", "limit", "rate");
    private static final Set<String> SECRET_KEYS = Set.of("environment_variables", "database_url", "redis_url");

    private Concealed() {}

    /** The value as a problem text may show it. */
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

    /** Whether the value of this key path must not be shown. */
    static boolean isSecret(String path) {
        return words(path, ".[]()").stream().anyMatch(Concealed::isSecretKey);
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

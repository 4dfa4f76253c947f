package dev.dragoman.catalog;

import java.util.LinkedHashSet;
import java.util.Set;

/** The names by which a model may be known, from the one that was given to what it was made from. */
final class Names {

    private static final String FINE_TUNED = "ft:";

    private Names() {}

    static Set<String> of(String model) {
        Set<String> names = new LinkedHashSet<>();
        names.add(model);
        if (model.startsWith(FINE_TUNED)) {
            String tuned = tuned(model);
            names.add(tuned);
            names.add(tuned.substring(FINE_TUNED.length()));
        }
        for (String name : Set.copyOf(names)) {
            names.add(undated(name));
        }
        return names;
    }

    /** A tuned model's name without that of its owner; any other as it is. */
    static String tuned(String model) {
        int colon = model.startsWith(FINE_TUNED) ? model.indexOf(':', FINE_TUNED.length()) : -1;
        return colon < 0 ? model : model.substring(0, colon);
    }

    /** The name without a version at its end: {@code -2024-08-06}, {@code -20250514}, {@code @20250514}, {@code -001}. */
    static String undated(String name) {
        int at = name.lastIndexOf('@');
        if (at > 0) {
            return name.substring(0, at);
        }
        if (endsWith(name, "-dddd-dd-dd")) {
            return name.substring(0, name.length() - "-dddd-dd-dd".length());
        }
        if (endsWith(name, "-dddddddd")) {
            return name.substring(0, name.length() - "-dddddddd".length());
        }
        if (endsWith(name, "-ddd")) {
            return name.substring(0, name.length() - "-ddd".length());
        }
        return name.endsWith("-latest") ? name.substring(0, name.length() - "-latest".length()) : name;
    }

    /** Whether the name ends like the pattern, in which a {@code d} stands for a digit. */
    private static boolean endsWith(String name, String pattern) {
        int start = name.length() - pattern.length();
        if (start <= 0) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char c = name.charAt(start + i);
            boolean matches = pattern.charAt(i) == 'd' ? c >= '0' && c <= '9' : c == pattern.charAt(i);
            if (!matches) {
                return false;
            }
        }
        return true;
    }
}

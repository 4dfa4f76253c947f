package dev.dragoman.gateway.config;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warns of keys that nobody knows, with the nearest one that is known or the section where the key belongs. */
final class UnknownKeys {

    private final Problems problems;

    UnknownKeys(Problems problems) {
        this.problems = problems;
    }

    void check(Section section, Set<String> known) {
        section.members().forEach((key, node) -> {
            if (!known.contains(key)) {
                problems.warning(node.location(), section.at(key) + ": unknown key" + advice(key, known));
            }
        });
    }

    private static String advice(String key, Set<String> known) {
        for (Map.Entry<String, Set<String>> section : KnownKeys.SECTIONS.entrySet()) {
            if (section.getValue().contains(key)) {
                return " here; it belongs into " + section.getKey();
            }
        }
        String near = nearest(key, known);
        return near == null ? "; it is ignored" : "; did you mean " + near + "?";
    }

    private static @Nullable String nearest(String key, Set<String> known) {
        String best = null;
        int least = Math.max(2, key.length() / 4) + 1;
        for (String candidate : known) {
            int distance = distance(key, candidate);
            if (distance < least || distance == least && best != null && candidate.compareTo(best) < 0) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}

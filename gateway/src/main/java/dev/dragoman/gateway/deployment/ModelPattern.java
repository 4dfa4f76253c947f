package dev.dragoman.gateway.deployment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A public name with stars; each star stands for any text, and everything else for itself. */
record ModelPattern(List<String> literals) {

    static ModelPattern of(String pattern) {
        return new ModelPattern(List.of(pattern.split("\\*", -1)));
    }

    /** What the stars stand for in the name; null when it does not match. */
    @Nullable
    List<String> captured(String name) {
        if (!name.startsWith(literals.getFirst())) {
            return null;
        }
        List<String> captured = new ArrayList<>();
        int at = literals.getFirst().length();
        for (int i = 1; i < literals.size(); i++) {
            boolean last = i == literals.size() - 1;
            String literal = literals.get(i);
            int next = last ? name.length() - literal.length() : name.indexOf(literal, at);
            if (next < at || !name.startsWith(literal, next)) {
                return null;
            }
            captured.add(name.substring(at, next));
            at = next + literal.length();
        }
        return captured;
    }

    /** The number of characters that are not stars: the more, the more exact. */
    int exactness() {
        int length = 0;
        for (String literal : literals) {
            length += literal.length();
        }
        return length;
    }

    /** The text with its stars replaced in order. */
    static String filled(String text, List<String> captured) {
        StringBuilder filled = new StringBuilder();
        int star = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' && star < captured.size()) {
                filled.append(captured.get(star++));
            } else {
                filled.append(c);
            }
        }
        return filled.toString();
    }
}

package dev.dragoman.provider.compatible;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form that names of models may have, and what follows from it: {@code model pattern [at base] [path path] [as name]}.
 *
 * @param pattern the form; {@code {x}} stands for text without a slash, {@code {x:8}} for eight lower-case letters and digits
 * @param base another base address; null for the usual one
 * @param path another path below it; null for the usual one
 * @param name how the body names the model; null for the whole name
 */
record ModelForm(
        String pattern,
        @Nullable String base,
        @Nullable String path,
        @Nullable String name) {

    static ModelForm read(String text) {
        List<String> words = Words.of(text);
        Map<String, String> parts = new HashMap<>();
        for (int i = 1; i + 1 < words.size(); i += 2) {
            parts.put(words.get(i), words.get(i + 1));
        }
        return new ModelForm(words.getFirst(), parts.get("at"), parts.get("path"), parts.get("as"));
    }

    /** What the placeholders stand for in a name; null when it has another form. */
    @Nullable
    Map<String, String> match(String model) {
        Map<String, String> found = new HashMap<>();
        return match(pattern, model, found) ? found : null;
    }

    private static boolean match(String pattern, String text, Map<String, String> found) {
        int open = pattern.indexOf('{');
        if (open < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, open))) {
            return false;
        }
        int close = pattern.indexOf('}', open);
        String rest = pattern.substring(close + 1);
        String value = value(text.substring(open), rest);
        String placeholder = pattern.substring(open + 1, close);
        if (value.isEmpty() || value.indexOf('/') >= 0 || !fits(placeholder, value)) {
            return false;
        }
        int colon = placeholder.indexOf(':');
        found.put(colon < 0 ? placeholder : placeholder.substring(0, colon), value);
        return match(rest, text.substring(open + value.length()), found);
    }

    /** The text up to the character that follows the placeholder. */
    private static String value(String text, String rest) {
        int end = rest.isEmpty() ? text.length() : text.indexOf(rest.charAt(0));
        return end < 0 ? "" : text.substring(0, end);
    }

    private static boolean fits(String placeholder, String value) {
        int colon = placeholder.indexOf(':');
        return colon < 0
                || value.length() == Integer.parseInt(placeholder.substring(colon + 1))
                        && value.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'z');
    }
}

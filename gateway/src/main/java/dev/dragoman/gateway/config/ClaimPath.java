package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a claim is within a token.
 *
 * @param steps the names of the claims on the way, the outermost first
 */
public record ClaimPath(List<String> steps) {

    public ClaimPath {
        steps = List.copyOf(steps);
    }

    /** The path of a text such as {@code realm_access.roles}; a dot after a backslash belongs to a name. Null when it is none. */
    public static @Nullable ClaimPath of(String text) {
        List<String> steps = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
                name.append('.');
                i++;
            } else if (c == '.') {
                steps.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        steps.add(name.toString());
        return steps.stream().anyMatch(String::isBlank) ? null : new ClaimPath(steps);
    }

    /** The claim; null when it is absent. */
    public @Nullable JsonValue in(JsonObject claims) {
        JsonObject at = claims;
        for (int i = 0; i < steps.size() - 1 && at != null; i++) {
            at = at.object(steps.get(i));
        }
        return at == null ? null : at.get(steps.getLast());
    }

    /** The path as it is written. */
    @Override
    public String toString() {
        return String.join(
                ".", steps.stream().map(step -> step.replace(".", "\\.")).toList());
    }
}

package dev.dragoman.gateway.secret;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a secret is filed.
 *
 * @param description what is written beside it; null for nothing
 * @param tags what it is marked with
 * @param place where a team wants it, such as {@code namespace} or {@code mount}; empty for the usual place
 */
public record Filing(@Nullable String description, Map<String, String> tags, Map<String, String> place) {

    /** With nothing beside it, at the usual place. */
    public static final Filing PLAIN = new Filing(null, Map.of(), Map.of());

    public Filing {
        tags = Map.copyOf(tags);
        place = Map.copyOf(place);
    }

    Filing described(String other) {
        return new Filing(other, tags, place);
    }
}

package dev.dragoman.gateway.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a deployment serves.
 *
 * @param tags of calls that it serves
 * @param tagPatterns what a client's {@code User-Agent: ...} must hold, in place of a tag
 * @param parallel how many calls at once; null when not set
 * @param budget what may be spent on it; null for any amount
 */
public record Serving(
        List<String> tags,
        List<Pattern> tagPatterns,
        @Nullable Integer parallel,
        @Nullable SpendLimit budget) {

    /** All calls. */
    public static final Serving ALL = new Serving(List.of(), List.of(), null, null);

    public Serving {
        tags = List.copyOf(tags);
        tagPatterns = List.copyOf(tagPatterns);
    }
}

package dev.dragoman.gateway.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go.
 *
 * @param types those that are sent; null for all
 * @param slack addresses of Slack, or of what takes the same messages, by type of alert; under {@link #OTHERS} those for all others
 * @param webhook the address that events are sent to; null for none
 */
public record AlertSettings(
        @Nullable List<String> types,
        Map<String, List<String>> slack,
        @Nullable String webhook) {

    /** The name under which the addresses stand for types that have none of their own. */
    public static final String OTHERS = "";

    /** Nowhere. */
    public static final AlertSettings NONE = new AlertSettings(null, Map.of(), null);

    public AlertSettings {
        types = types == null ? null : List.copyOf(types);
        slack = Map.copyOf(slack);
    }

    /** Whether alerts of the type are sent. */
    public boolean sends(String type) {
        return (types == null || types.contains(type)) && (!slack(type).isEmpty() || webhook != null);
    }

    /** The addresses for a type of alert. */
    public List<String> slack(String type) {
        return slack.getOrDefault(type, slack.getOrDefault(OTHERS, List.of()));
    }
}

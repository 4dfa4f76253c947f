package dev.dragoman.provider;

import dev.dragoman.json.JsonBody;
import java.util.List;

/**
 * A request body after a provider's quirks.
 *
 * @param body what to send
 * @param unsupported parameters of the caller that were taken out because this model has no use for them
 */
public record Adjusted(JsonBody body, List<String> unsupported) {

    public Adjusted {
        unsupported = List.copyOf(unsupported);
    }

    /** Nothing to adjust. */
    public static Adjusted unchanged(JsonBody body) {
        return new Adjusted(body, List.of());
    }
}

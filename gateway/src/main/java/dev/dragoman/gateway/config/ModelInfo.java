package dev.dragoman.gateway.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a deployment's model.
 *
 * @param id the deployment's id, unique in a configuration
 * @param mode what the model does, such as {@code chat}; null when not said
 * @param baseModel the model behind the deployment; null when not said
 * @param accessGroups names by which keys may use the model
 * @param values everything that was said, to be told back; without the id
 */
public record ModelInfo(
        String id,
        @Nullable String mode,
        @Nullable String baseModel,
        List<String> accessGroups,
        Map<String, Object> values) {

    public ModelInfo {
        accessGroups = List.copyOf(accessGroups);
        values = Map.copyOf(values);
    }
}

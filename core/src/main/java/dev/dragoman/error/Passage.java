package dev.dragoman.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a call had come when it failed.
 *
 * @param group the public name of the models that were asked last
 * @param retries attempts after the first of a group
 * @param fallbacks groups that were asked after the first
 * @param cooling ids of the group's deployments that are left alone at the moment
 * @param deployment id of the deployment that failed last; null when none was asked
 */
public record Passage(
        String group,
        int retries,
        int fallbacks,
        List<String> cooling,
        @Nullable String deployment) {

    public Passage {
        cooling = List.copyOf(cooling);
    }
}

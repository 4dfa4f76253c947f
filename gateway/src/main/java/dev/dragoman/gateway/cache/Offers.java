package dev.dragoman.gateway.cache;

import dev.dragoman.routing.Deployment;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The models behind public names, as the cache looks at them.
 *
 * @param groups finds the deployments of a public name; empty when nobody offers it
 */
public record Offers(Function<String, List<Deployment>> groups) {

    /** Whether answers of the model may be cached: unless one of its deployments says no. */
    boolean cached(String model) {
        List<Deployment> group = groups.apply(model);
        return !group.isEmpty() && group.stream().noneMatch(one -> says(one, "caching", "false"));
    }

    /** Whether equal calls to the model wait for the first of them. */
    boolean shared(String model) {
        return groups.apply(model).stream().anyMatch(one -> says(one, "single_flight", "true"));
    }

    /** The deployment of an id among those of a model, else any of these; null when there is none. */
    @Nullable
    Deployment find(String id, String model) {
        List<Deployment> group = groups.apply(model);
        for (Deployment one : group) {
            if (one.id().equals(id)) {
                return one;
            }
        }
        return group.isEmpty() ? null : group.getFirst();
    }

    private static boolean says(Deployment deployment, String key, String word) {
        return word.equals(deployment.target().setting(key));
    }
}

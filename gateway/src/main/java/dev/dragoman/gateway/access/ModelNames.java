package dev.dragoman.gateway.access;

import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.ModelStoreSettings;
import dev.dragoman.gateway.config.Problem;
import dev.dragoman.gateway.config.StoredObjects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the names by which models are asked for. */
public interface ModelNames {

    /** The groups of models that the name belongs to, as {@code access_groups} of its entries say. */
    List<String> accessGroups(String model);

    /** The name with each provider that answers for it, such as {@code openai/gpt-4o}; those that a wildcard of a provider covers. */
    List<String> qualified(String model);

    /** All public names. */
    List<String> all();

    /** The team that alone may ask for what has this name; null when everybody may. */
    default @Nullable String owner(String model) {
        return null;
    }

    /** The group that a team means by a name; null when it has no model of its own of that name. */
    default @Nullable String ofTeam(String team, String model) {
        return null;
    }

    /** The deployments in use, those that are blocked among them. */
    default List<ModelEntry> entries() {
        return List.of();
    }

    /**
     * Everything that keeps a model from being kept in the database, each naming what is wrong and what was expected.
     *
     * @param credentials those that the database has
     */
    default List<Problem> problems(StoredObjects.Model model, List<StoredObjects.Credential> credentials) {
        return List.of();
    }

    /** What of the configuration is kept in the database. */
    default ModelStoreSettings store() {
        return ModelStoreSettings.NONE;
    }
}

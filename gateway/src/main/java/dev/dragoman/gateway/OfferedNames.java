package dev.dragoman.gateway;

import dev.dragoman.gateway.access.ModelNames;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.ModelStoreSettings;
import dev.dragoman.gateway.config.Problem;
import dev.dragoman.gateway.config.StoredObjects;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names of the models on offer, for who decides about keys.
 *
 * @param check finds what is wrong with a model that shall be kept in the database
 */
record OfferedNames(Supplier<ModelTable> table, Check check) implements ModelNames {

    /** Finds what is wrong with a model that shall be kept in the database, beside those credentials. */
    @FunctionalInterface
    interface Check {

        List<Problem> problems(StoredObjects.Model model, List<StoredObjects.Credential> credentials);
    }

    @Override
    public List<String> accessGroups(String model) {
        ModelTable models = table.get();
        List<String> groups = new ArrayList<>(0);
        for (Deployment deployment : models.find(model)) {
            ModelEntry entry = models.entry(deployment);
            if (entry != null && entry.info().array("access_groups") != null) {
                for (JsonValue group : entry.info().array("access_groups")) {
                    if (group instanceof JsonString text) {
                        groups.add(text.value());
                    }
                }
            }
        }
        return groups;
    }

    @Override
    public List<String> qualified(String model) {
        List<String> names = new ArrayList<>();
        for (Deployment deployment : table.get().find(model)) {
            names.add(deployment.provider().name() + "/" + model);
        }
        return names;
    }

    @Override
    public List<String> all() {
        return table.get().names();
    }

    @Override
    public @Nullable String owner(String model) {
        return table.get().teams().owner(model);
    }

    @Override
    public @Nullable String ofTeam(String team, String model) {
        return table.get().teams().group(team, model);
    }

    @Override
    public List<ModelEntry> entries() {
        return table.get().settings().models();
    }

    @Override
    public List<Problem> problems(StoredObjects.Model model, List<StoredObjects.Credential> credentials) {
        return check.problems(model, credentials);
    }

    @Override
    public ModelStoreSettings store() {
        return table.get().settings().modelStore();
    }
}

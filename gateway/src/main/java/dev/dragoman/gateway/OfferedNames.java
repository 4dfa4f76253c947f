package dev.dragoman.gateway;

import dev.dragoman.gateway.access.ModelNames;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The names of the models on offer, for who decides about keys. */
record OfferedNames(Supplier<ModelTable> table) implements ModelNames {

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
}

package dev.dragoman.gateway;

import dev.dragoman.Providers;
import dev.dragoman.gateway.batch.BatchPlaces;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.RelaySettings;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.provider.BatchService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.routing.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds where batches are held in the table of models that is in force. */
record BatchModels(Supplier<ModelTable> models, Providers providers) implements BatchPlaces {

    @Override
    public boolean offers(String name) {
        Provider provider = providers.find(name, "");
        return provider != null && provider.service(Operation.BATCHES) instanceof BatchService;
    }

    @Override
    public List<Deployment> group(String name) {
        return models.get().find(name);
    }

    @Override
    public @Nullable Deployment find(String deployment, String group) {
        return models.get().find(deployment, group);
    }

    @Override
    public Deployment at(String provider, String model) {
        ModelTable table = models.get();
        RelaySettings relays = table.settings().relays();
        List<ModelEntry> entries = new ArrayList<>(relays.files());
        if (relays.vertex() != null) {
            entries.add(relays.vertex());
        }
        return table.place(provider, model, entries);
    }
}

package dev.dragoman.gateway;

import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.RelaySettings;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.relay.Places;
import dev.dragoman.routing.Deployment;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds vendors in the table of models that is in force. */
record RelayPlaces(Supplier<ModelTable> models) implements Places {

    @Override
    public Deployment at(String provider, String model) {
        return models.get().place(provider, model);
    }

    @Override
    public @Nullable Deployment group(String name) {
        List<Deployment> found = models.get().find(name);
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public Deployment library(Library library, String provider) {
        ModelTable table = models.get();
        RelaySettings settings = table.settings().relays();
        List<ModelEntry> entries = switch (library) {
            case FILES -> settings.files();
            case FINE_TUNING -> settings.fineTuning();
        };
        return table.place(provider, entries);
    }
}

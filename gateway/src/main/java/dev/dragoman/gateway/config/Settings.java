package dev.dragoman.gateway.config;

import java.util.List;

/** Everything the operator decided. */
public record Settings(
        List<ModelEntry> models,
        GeneralSettings general,
        LitellmSettings litellm,
        RouterSettings router,
        DragomanSettings dragoman) {

    public Settings {
        models = List.copyOf(models);
    }
}

package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is handed on to other servers as it is.
 *
 * @param endpoints paths that lead to other servers
 * @param timeout how long a vendor may take to begin its answer
 * @param files credentials for files and batches
 * @param fineTuning credentials for fine-tuning
 * @param vertex credentials of the routes of Vertex AI; null for those of the surroundings
 */
public record RelaySettings(
        List<PassThrough> endpoints,
        Duration timeout,
        List<ModelEntry> files,
        List<ModelEntry> fineTuning,
        @Nullable ModelEntry vertex) {

    /** Nothing but what is built in, within ten minutes. */
    public static final RelaySettings NONE =
            new RelaySettings(List.of(), Duration.ofMinutes(10), List.of(), List.of(), null);

    public RelaySettings {
        endpoints = List.copyOf(endpoints);
        files = List.copyOf(files);
        fineTuning = List.copyOf(fineTuning);
    }
}

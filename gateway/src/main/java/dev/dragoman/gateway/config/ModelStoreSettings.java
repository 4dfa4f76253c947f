package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.List;

/**
 * What of the configuration is kept in the database.
 *
 * @param on whether anything is
 * @param models whether models are read from there
 * @param reload how often it is looked at without being told of a change
 * @param readsEnvironment whether what administrators keep there may refer to environment variables
 */
public record ModelStoreSettings(boolean on, boolean models, Duration reload, boolean readsEnvironment) {

    /** Nothing is. */
    public static final ModelStoreSettings NONE = new ModelStoreSettings(false, true, Duration.ofSeconds(30), false);

    static ModelStoreSettings of(SectionValues general, SectionValues dragoman) {
        List<String> objects = general.texts("supported_db_objects");
        return new ModelStoreSettings(
                general.truth("store_model_in_db", NONE.on),
                objects.isEmpty() || objects.contains("models"),
                general.span("proxy_config_reload_interval_seconds", NONE.reload),
                dragoman.truth("stored_models_read_environment", NONE.readsEnvironment));
    }
}

package dev.dragoman.gateway.config;

/**
 * How what the database holds is read into the settings.
 *
 * @param settings whether it is, and what it may refer to
 * @param objects what it holds
 * @param check knows whether a deployment can work
 * @param problems takes what is wrong with it; a model with mistakes is left out, and nothing else
 */
record StoredReading(ModelStoreSettings settings, StoredObjects objects, ModelCheck check, Problems problems) {

    /** The database holds nothing, and is not asked. */
    static final StoredReading NONE =
            new StoredReading(ModelStoreSettings.NONE, StoredObjects.NONE, ModelCheck.NONE, new Problems());

    /** The same by other settings. */
    StoredReading under(ModelStoreSettings others) {
        return new StoredReading(others, objects, check, problems);
    }
}

package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.util.ArrayList;
import java.util.List;

/** What settings were read from, so that they can be read again together with what the database holds. Immutable. */
public final class ConfigSource {

    private final Mapping root;
    private final ModelCheck check;

    /**
     * A source.
     *
     * @param root of the file, with everything it refers to filled in
     * @param check knows whether a deployment of the file can work
     */
    ConfigSource(Mapping root, ModelCheck check) {
        this.root = root;
        this.check = check;
    }

    /** The settings with what the database holds; telling what of that is left out. */
    ConfigLoader.Loaded with(ConfigLoader.Loaded loaded, StoredObjects objects, ModelCheck storedCheck) {
        Problems ofFile = new Problems();
        Problems ofStore = new Problems();
        StoredReading stored = new StoredReading(ModelStoreSettings.NONE, objects, storedCheck, ofStore);
        Settings settings = SettingsReader.read(root, loaded.environment(), check, ofFile, stored);
        ofFile.throwIfErrors();
        return new ConfigLoader.Loaded(settings, loaded.environment(), ofStore.all(), loaded.sources(), this);
    }

    /** What is wrong with a model that shall be kept in the database, beside those credentials. */
    List<Problem> problems(
            ConfigLoader.Loaded loaded,
            StoredObjects.Model model,
            List<StoredObjects.Credential> credentials,
            ModelCheck storedCheck) {
        Problems ignored = new Problems();
        SectionReader reader = new SectionReader(KeyTable.load(), loaded.environment(), ignored);
        StoredObjects objects = new StoredObjects(List.of(), credentials);
        StoredReading stored = new StoredReading(loaded.settings().modelStore(), objects, storedCheck, ignored);
        StoredModels models = new StoredModels(
                reader,
                CredentialList.read(root, reader, stored),
                new DeploymentIds(),
                ServedEnvironment.of(loaded.environment(), ignored),
                stored);
        Problems found = new Problems();
        models.read(model, found);
        List<Problem> errors = new ArrayList<>();
        found.all().stream().filter(Problem::isError).forEach(errors::add);
        return errors;
    }
}

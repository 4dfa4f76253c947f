package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.List;

/** Reads models that the database holds, by the same rules as those of a file. */
final class StoredModels {

    private static final String INFO = "model_info";
    private static final String PARAMS = "litellm_params";

    private final SectionReader reader;
    private final CredentialList credentials;
    private final DeploymentIds ids;
    private final ServedEnvironment served;
    private final StoredReading stored;

    StoredModels(
            SectionReader reader,
            CredentialList credentials,
            DeploymentIds ids,
            ServedEnvironment served,
            StoredReading stored) {
        this.reader = reader;
        this.credentials = credentials;
        this.ids = ids;
        this.served = served;
        this.stored = stored;
    }

    /**
     * The deployment; none when something is wrong with it.
     *
     * @param problems takes what is wrong
     */
    List<ModelEntry> read(StoredObjects.Model model, Problems problems) {
        Location at = at(model);
        Problems own = new Problems();
        boolean refers = stored.settings().readsEnvironment() && !ModelEntry.isOfTeam(model.info());
        JsonNodes nodes = new JsonNodes(at, own, refers);
        JsonObject info = model.info().with("id", new JsonString(model.id()));
        Mapping written = Mapping.empty(at)
                .with("model_name", Scalar.of(model.name(), at))
                .with(PARAMS, nodes.mapping(PARAMS, model.params()))
                .with(INFO, nodes.mapping(INFO, info));
        Mapping entry = refers ? new Variables(reader.environment(), own).resolve("", written) : written;
        List<ModelEntry> read = own.hasErrors()
                ? List.of()
                : new ModelReader(reader.telling(own), credentials, ids, served, stored.check(), true).read("", entry);
        if (read.size() > 1) {
            own.error(at, PARAMS + ".organization", "a list", "one organization");
        }
        problems.addAll(own);
        return own.hasErrors() ? List.of() : read;
    }

    static Location at(StoredObjects.Model model) {
        return Location.whole("model " + model.id() + " in the database");
    }
}

package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code model_list}. */
final class ModelList {

    private static final String KEY = "model_list";
    private static final String SKIPPED = "the entry is skipped";
    private static final String LEFT_OUT = "the model is left out";

    private final SectionReader reader;
    private final CredentialList credentials;
    private final DeploymentIds ids = new DeploymentIds();
    private final ServedEnvironment served;
    private final ModelCheck check;
    private final StoredReading stored;

    private ModelList(SectionReader reader, CredentialList credentials, ModelCheck check, StoredReading stored) {
        this.reader = reader;
        this.credentials = credentials;
        this.check = check;
        this.stored = stored;
        this.served = ServedEnvironment.of(reader.environment(), reader.problems());
    }

    /**
     * All deployments of a configuration.
     *
     * @param check knows whether a deployment can work
     * @param lenient whether entries with mistakes are skipped with a warning
     * @param stored what the database adds
     */
    static List<ModelEntry> read(
            Mapping root, SectionReader reader, ModelCheck check, boolean lenient, StoredReading stored) {
        ModelList list = new ModelList(reader, CredentialList.read(root, reader, stored), check, stored);
        List<ModelEntry> entries = new ArrayList<>();
        if (root.get(KEY) instanceof Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                ConfigNode item = sequence.items().get(index);
                entries.addAll(list.entry(KeyPath.item(KEY, index, item), item, lenient));
            }
        }
        list.addStored(entries);
        return entries;
    }

    private void addStored(List<ModelEntry> into) {
        if (!stored.settings().on() || !stored.settings().models()) {
            return;
        }
        StoredModels models = new StoredModels(reader, credentials, ids, served, stored);
        for (StoredObjects.Model model : stored.objects().models()) {
            Problems own = new Problems();
            into.addAll(models.read(model, own));
            stored.problems().addAsWarnings(own, LEFT_OUT);
        }
    }

    private List<ModelEntry> entry(String path, ConfigNode item, boolean lenient) {
        if (stored.settings().on() && !credentials.knows(item)) {
            String name = "the credentials that litellm_credential_name names";
            reader.problems().warning(item.location(), path, "without " + name, "them in the database; " + SKIPPED);
            return List.of();
        }
        Problems own = new Problems();
        List<ModelEntry> entries =
                new ModelReader(reader.telling(own), credentials, ids, served, check, false).read(path, item);
        if (lenient && own.hasErrors()) {
            reader.problems().addAsWarnings(own, SKIPPED);
            return List.of();
        }
        reader.problems().addAll(own);
        return entries;
    }
}

package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code model_list}. */
final class ModelList {

    private static final String KEY = "model_list";
    private static final String SKIPPED = "the entry is skipped";

    private final SectionReader reader;
    private final CredentialList credentials;
    private final DeploymentIds ids = new DeploymentIds();
    private final ServedEnvironment served;
    private final ModelCheck check;

    private ModelList(SectionReader reader, CredentialList credentials, ModelCheck check) {
        this.reader = reader;
        this.credentials = credentials;
        this.check = check;
        this.served = ServedEnvironment.of(reader.environment(), reader.problems());
    }

    /**
     * All deployments of a configuration.
     *
     * @param check knows whether a deployment can work
     * @param lenient whether entries with mistakes are skipped with a warning
     */
    static List<ModelEntry> read(Mapping root, SectionReader reader, ModelCheck check, boolean lenient) {
        ModelList list = new ModelList(reader, CredentialList.read(root, reader), check);
        List<ModelEntry> entries = new ArrayList<>();
        if (root.get(KEY) instanceof Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                ConfigNode item = sequence.items().get(index);
                entries.addAll(list.entry(KeyPath.item(KEY, index, item), item, lenient));
            }
        }
        return entries;
    }

    private List<ModelEntry> entry(String path, ConfigNode item, boolean lenient) {
        Problems own = new Problems();
        List<ModelEntry> entries =
                new ModelReader(reader.telling(own), credentials, ids, served, check).read(path, item);
        if (lenient && own.hasErrors()) {
            reader.problems().addAsWarnings(own, SKIPPED);
            return List.of();
        }
        reader.problems().addAll(own);
        return entries;
    }
}

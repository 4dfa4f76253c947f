package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The named sets of credentials that models fill themselves in from. */
final class CredentialList {

    private static final String KEY = "credential_list";
    private static final String REFERENCE = "litellm_credential_name";

    private final SectionReader reader;
    private final Map<String, Mapping> byName = new HashMap<>();

    private CredentialList(SectionReader reader) {
        this.reader = reader;
    }

    /** Those of a file and of the database, which count before others of the same name. */
    static CredentialList read(Mapping root, SectionReader reader, StoredReading stored) {
        CredentialList list = new CredentialList(reader);
        if (root.get(KEY) instanceof Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                ConfigNode item = sequence.items().get(index);
                list.add(KeyPath.item(KEY, index, item), item);
            }
        }
        if (stored.settings().on()) {
            stored.objects().credentials().forEach(credential -> list.add(credential, stored));
        }
        return list;
    }

    private void add(StoredObjects.Credential credential, StoredReading stored) {
        Location at = Location.whole("credentials " + credential.name() + " in the database");
        Problems own = new Problems();
        boolean refers = stored.settings().readsEnvironment();
        JsonNodes nodes = new JsonNodes(at, own, refers);
        Mapping entry = Mapping.empty(at)
                .with("credential_values", nodes.mapping("credential_values", credential.values()))
                .with("credential_info", nodes.mapping("credential_info", credential.info()));
        if (own.hasErrors()) {
            stored.problems().addAsWarnings(own, "the credentials are left out");
        } else {
            byName.put(
                    credential.name(),
                    values(refers ? new Variables(reader.environment(), own).resolve("", entry) : entry));
        }
    }

    /** Whether the credentials that the entry names are there. */
    boolean knows(ConfigNode item) {
        String name = item instanceof Mapping entry && entry.get("litellm_params") instanceof Mapping params
                ? params.text(REFERENCE)
                : null;
        return name == null || byName.containsKey(name);
    }

    private void add(String path, ConfigNode item) {
        if (!(item instanceof Mapping entry)) {
            reader.problems().error(item.location(), path, Secrecy.shown(path, item), "a map");
            return;
        }
        String name = reader.closed(KEY, path, entry).text("credential_name");
        if (name == null) {
            reader.problems().error(entry.location(), path, "no credential_name", "a name for these credentials");
        } else if (byName.putIfAbsent(name, values(entry)) != null) {
            reader.problems().error(entry.location(), path, "\"" + name + "\" a second time", "each name once");
        }
    }

    private Mapping values(Mapping entry) {
        Mapping values = SectionReader.mapping(entry, "credential_values");
        Mapping filled = values == null ? Mapping.empty(entry.location()) : values;
        ConfigNode provider =
                entry.get("credential_info") instanceof Mapping info ? info.get("custom_llm_provider") : null;
        return provider == null || filled.get("custom_llm_provider") != null
                ? filled
                : filled.with("custom_llm_provider", provider);
    }

    /** The parameters with the credentials they name; their own values win. */
    Mapping fill(String path, Mapping params, Problems problems) {
        String name = params.text(REFERENCE);
        if (name == null) {
            return params;
        }
        Mapping values = byName.get(name);
        if (values == null) {
            unknown(KeyPath.child(path, REFERENCE), name, params.entries().get(REFERENCE), problems);
            return params;
        }
        return params.orElse(values.without(saidBy(params)));
    }

    /** Every name of what the parameters say themselves. */
    private List<String> saidBy(Mapping params) {
        KeySection section = reader.table().section("litellm_params");
        List<String> names = new ArrayList<>();
        for (String key : params.entries().keySet()) {
            KeySpec spec = params.get(key) == null ? null : section.find(key);
            if (spec != null) {
                names.add(spec.name());
                names.addAll(spec.aliases());
            }
        }
        return names;
    }

    private void unknown(String path, String name, @Nullable Entry reference, Problems problems) {
        String near = EditDistance.nearest(name, byName.keySet());
        Location at =
                reference == null ? Location.whole(KEY) : reference.value().location();
        problems.error(at, path, "\"" + name + "\"", near == null ? "a name in credential_list" : "perhaps " + near);
    }
}

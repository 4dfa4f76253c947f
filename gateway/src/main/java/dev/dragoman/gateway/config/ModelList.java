package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code model_list}: one deployment for each entry and organization. */
final class ModelList {

    private static final String KEY = "model_list";
    private static final String PARAMS = "litellm_params";
    private static final String INFO = "model_info";
    private static final List<String> RATES = List.of("rpm", "tpm");

    private final SectionReader reader;
    private final CredentialList credentials;
    private final DeploymentIds ids;
    private final ServedEnvironment served;

    private ModelList(SectionReader reader, CredentialList credentials) {
        this.reader = reader;
        this.credentials = credentials;
        this.ids = new DeploymentIds(reader.problems());
        this.served = ServedEnvironment.of(reader.environment(), reader.problems());
    }

    static List<ModelEntry> read(Mapping root, SectionReader reader) {
        ModelList list = new ModelList(reader, CredentialList.read(root, reader));
        List<ModelEntry> entries = new ArrayList<>();
        if (root.get(KEY) instanceof Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                ConfigNode item = sequence.items().get(index);
                entries.addAll(list.entry(KeyPath.item(KEY, index, item), item));
            }
        }
        return entries;
    }

    private List<ModelEntry> entry(String path, ConfigNode item) {
        if (!(item instanceof Mapping entry)) {
            reader.problems()
                    .error(
                            item.location(),
                            path,
                            Concealed.shown(path, item),
                            "a map with model_name and litellm_params");
            return List.of();
        }
        String name = reader.closed(KEY, path, entry).text("model_name");
        Mapping params = reader.mapping(entry, path, PARAMS);
        if (name == null || name.isBlank()) {
            missing(entry, path, "model_name", "the public name of the model");
        }
        if (params == null) {
            missing(entry, path, PARAMS, "how to call the provider, with model at least");
            return List.of();
        }
        return deployments(path, name == null ? "" : name, entry, params);
    }

    private List<ModelEntry> deployments(String path, String name, Mapping entry, Mapping params) {
        Mapping info = reader.mapping(entry, path, INFO);
        SectionValues infoValues = reader.open(INFO, KeyPath.child(path, INFO), info);
        SectionValues values = params(KeyPath.child(path, PARAMS), entry, params, info);
        boolean whole = values.text("model") != null;
        return whole && served.serves(infoValues) ? deployments(path, name, values, infoValues, entry) : List.of();
    }

    private SectionValues params(String path, Mapping entry, Mapping params, @Nullable Mapping info) {
        Mapping filled = credentials.fill(path, params);
        for (String rate : RATES) {
            filled = withRate(rate, filled, entry, info);
        }
        SectionValues values = reader.open(PARAMS, path, filled);
        if (params.get("model") == null) {
            missing(params, path, "model", "the provider and its model, such as openai/gpt-4o");
        }
        return values;
    }

    private static Mapping withRate(String rate, Mapping params, Mapping entry, @Nullable Mapping info) {
        ConfigNode beside = entry.get(rate);
        ConfigNode inside = params.get(rate);
        ConfigNode last = info == null ? null : info.get(rate);
        ConfigNode value = beside != null ? beside : inside != null ? inside : last;
        return value == null || value.equals(inside) ? params : params.with(rate, value);
    }

    private List<ModelEntry> deployments(
            String path, String name, SectionValues values, SectionValues info, Mapping entry) {
        List<String> organizations = values.texts("organization");
        if (organizations.size() < 2) {
            return List.of(deployment(path, name, values, info, info.text("id"), entry));
        }
        List<ModelEntry> deployments = new ArrayList<>();
        for (String organization : organizations) {
            SectionValues own = values.with("organization", List.of(organization));
            String id = info.text("id");
            deployments.add(deployment(path, name, own, info, id == null ? null : id + "-" + organization, entry));
        }
        return deployments;
    }

    private ModelEntry deployment(
            String path, String name, SectionValues values, SectionValues info, @Nullable String id, Mapping entry) {
        String unique = ids.next(path, entry.location(), id, name, values);
        return new ModelEntry(name, new ModelParams(values), info(unique, values, info), entry.location());
    }

    private static ModelInfo info(String id, SectionValues params, SectionValues info) {
        Map<String, Object> told = new TreeMap<>(info.all());
        told.remove("id");
        String baseModel = info.text("base_model");
        return new ModelInfo(
                id,
                info.text("mode"),
                baseModel != null ? baseModel : params.text("base_model"),
                info.texts("access_groups"),
                told);
    }

    private void missing(Mapping mapping, String path, String key, String expected) {
        ConfigNode.Entry written = mapping.entries().get(key);
        boolean unresolved = written != null && written.value() instanceof Scalar scalar && scalar.variable() != null;
        if (written == null || unresolved || isNull(written.value())) {
            Location at = written == null ? mapping.location() : written.location();
            reader.problems().error(at, KeyPath.child(path, key), "nothing", expected);
        }
    }

    private static boolean isNull(ConfigNode node) {
        return node instanceof Scalar scalar
                && (scalar.value() == null || scalar.text().isBlank());
    }
}

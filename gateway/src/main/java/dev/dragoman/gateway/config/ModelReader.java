package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ModelEntry.Health;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code model_list}: a deployment, or one for each organization. */
final class ModelReader {

    private static final String PARAMS = "litellm_params";
    private static final String INFO = "model_info";
    private static final List<String> ENTRY = List.of("model_list", PARAMS, INFO, "request defaults");
    private static final List<String> RATES = List.of("rpm", "tpm");
    private static final String ORDER = "order";

    private final SectionReader reader;
    private final CredentialList credentials;
    private final DeploymentIds ids;
    private final ServedEnvironment served;
    private final ModelCheck check;
    private final boolean stored;

    /**
     * A reader.
     *
     * @param stored whether the entry is kept in the database
     */
    ModelReader(
            SectionReader reader,
            CredentialList credentials,
            DeploymentIds ids,
            ServedEnvironment served,
            ModelCheck check,
            boolean stored) {
        this.reader = reader;
        this.credentials = credentials;
        this.ids = ids;
        this.served = served;
        this.check = check;
        this.stored = stored;
    }

    /** An entry's parts. */
    private record Parts(
            String path,
            String name,
            Mapping entry,
            Mapping params,
            @Nullable Mapping info) {}

    List<ModelEntry> read(String path, ConfigNode item) {
        if (!(item instanceof Mapping entry)) {
            String shown = Secrecy.shown(path, item);
            reader.problems().error(item.location(), path, shown, "a map with model_name and litellm_params");
            return List.of();
        }
        String name = reader.closed("model_list", path, entry).text("model_name");
        Mapping params = SectionReader.mapping(entry, PARAMS);
        Mapping info = SectionReader.mapping(entry, INFO);
        if (name == null || name.isBlank()) {
            missing(entry, path, "model_name", "the public name of the model");
        }
        if (params == null) {
            missing(entry, path, PARAMS, "how to call the provider, with model at least");
            return List.of();
        }
        return read(new Parts(path, name == null ? "" : name, entry, params, info));
    }

    private List<ModelEntry> read(Parts parts) {
        String path = KeyPath.child(parts.path, PARAMS);
        Mapping filled = credentials.fill(path, parts.params, reader.problems());
        for (String rate : RATES) {
            filled = withRate(rate, filled, parts);
        }
        ConfigNode order = parts.info == null || filled.get(ORDER) != null ? null : parts.info.get(ORDER);
        filled = order == null ? filled : filled.with(ORDER, order);
        SectionValues values = reader.open(PARAMS, path, filled);
        SectionValues info = reader.open(INFO, KeyPath.child(parts.path, INFO), parts.info);
        String model = values.text("model");
        if (model == null || model.isBlank()) {
            missing(parts.params, path, "model", "the provider and its model, such as openai/gpt-4o");
            return List.of();
        }
        if (!served.serves(info)) {
            return List.of();
        }
        List<ModelEntry> deployments = deployments(parts, filled, values, info);
        ModelFindings findings = new ModelFindings(path, filled, values, reader.problems());
        check.check(deployments.getFirst(), reader.environment(), findings);
        return deployments;
    }

    /** Beside litellm_params it counts most, in model_info least. */
    private static Mapping withRate(String rate, Mapping params, Parts parts) {
        ConfigNode beside = parts.entry.get(rate);
        ConfigNode inside = params.get(rate);
        ConfigNode last = parts.info == null ? null : parts.info.get(rate);
        ConfigNode value = beside != null ? beside : inside != null ? inside : last;
        return value == null || value.equals(inside) ? params : params.with(rate, value);
    }

    private List<ModelEntry> deployments(Parts parts, Mapping filled, SectionValues values, SectionValues info) {
        String id = info.text("id");
        Health health = Health.of(info);
        Serving serving =
                new ServingReader(KeyPath.child(parts.path, PARAMS), filled, values, reader.problems()).read();
        List<String> organizations = values.texts("organization");
        if (organizations.size() < 2) {
            String only = organizations.isEmpty() ? null : organizations.getFirst();
            return List.of(deployment(parts, filled, id, ModelParams.of(values, serving, only), health));
        }
        List<ModelEntry> deployments = new ArrayList<>();
        for (String organization : organizations) {
            Mapping own = filled.with("organization", Scalar.of(organization, filled.location()));
            String ownId = id == null ? null : id + "-" + organization;
            deployments.add(deployment(parts, own, ownId, ModelParams.of(values, serving, organization), health));
        }
        return deployments;
    }

    private ModelEntry deployment(Parts parts, Mapping filled, @Nullable String id, ModelParams params, Health health) {
        Location at = parts.entry.location();
        String unique = id == null
                ? ids.made(parts.path, at, parts.name, filled, reader.problems())
                : ids.given(parts.path, at, id, reader.problems());
        return new ModelEntry(parts.name, params, unique, info(parts, filled), health, at, stored);
    }

    private static JsonObject info(Parts parts, Mapping filled) {
        JsonObject info = parts.info == null ? JsonObject.EMPTY : parts.info.toJson();
        ConfigNode legacy = filled.get("base_model");
        return legacy == null || info.string("base_model") != null ? info : info.with("base_model", legacy.toJson());
    }

    /** Keys that mean nothing here, one of which may be a missing one mistyped. */
    private List<String> unknown(Mapping mapping) {
        return mapping.entries().keySet().stream()
                .filter(name -> ENTRY.stream()
                        .allMatch(section -> reader.table().section(section).find(name) == null))
                .toList();
    }

    /** A value that is wrong has been told already. */
    private void missing(Mapping mapping, String path, String key, String expected) {
        Entry written = mapping.entries().get(key);
        boolean wrong = written != null
                && !written.value().isNull()
                && !(written.value() instanceof Scalar scalar && scalar.text().isBlank());
        if (!wrong) {
            Location at = written == null ? mapping.location() : written.location();
            String near = EditDistance.nearest(key, unknown(mapping));
            String hint = near == null ? "" : "; perhaps it is what " + near + " says";
            reader.problems().error(at, KeyPath.child(path, key), "nothing", expected + hint);
        }
    }
}

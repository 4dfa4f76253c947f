package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The models of a gateway without a file. */
final class EmbeddedModels {

    private static final Location HERE = Location.whole("embedded defaults");
    private static final String ECHO = "mock/echo";

    private static final List<Vendor> VENDORS = List.of(
            new Vendor("openai", List.of("OPENAI_API_KEY"), List.of("OPENAI_BASE_URL", "OPENAI_API_BASE"), false, ""),
            new Vendor(
                    "azure",
                    List.of("AZURE_OPENAI_API_KEY", "AZURE_API_KEY"),
                    List.of("AZURE_API_BASE"),
                    true,
                    "AZURE_API_VERSION"),
            new Vendor(
                    "anthropic",
                    List.of("ANTHROPIC_API_KEY"),
                    List.of("ANTHROPIC_API_BASE", "ANTHROPIC_BASE_URL"),
                    false,
                    ""),
            new Vendor("gemini", List.of("GOOGLE_API_KEY", "GEMINI_API_KEY"), List.of("GEMINI_API_BASE"), false, ""));

    private EmbeddedModels() {}

    /** Where a provider's settings are in the environment; the first variable that is set counts. */
    private record Vendor(
            String name, List<String> keys, List<String> bases, boolean needsBase, String versionVariable) {}

    static Settings settings(Environment environment) {
        List<ConfigNode> models = new ArrayList<>();
        for (Vendor vendor : VENDORS) {
            Mapping params = params(vendor, environment);
            if (params != null) {
                models.add(entry(vendor.name + "/*", params));
            }
        }
        models.add(entry(ECHO, map("model", ECHO)));
        Mapping root = Mapping.empty(HERE).with("model_list", new Sequence(models, HERE));
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(root, environment, problems);
        if (settings == null) {
            throw new ConfigException(problems.all());
        }
        return settings;
    }

    private static @Nullable Mapping params(Vendor vendor, Environment environment) {
        String key = environment.first(vendor.keys);
        String base = environment.first(vendor.bases);
        if (key == null || (base == null && vendor.needsBase)) {
            return null;
        }
        Mapping params = map("model", vendor.name + "/*").with("api_key", scalar(key));
        if (base != null) {
            params = params.with("api_base", scalar(base));
        }
        String version = environment.get(vendor.versionVariable);
        return version == null ? params : params.with("api_version", scalar(version));
    }

    private static Mapping entry(String name, Mapping params) {
        return map("model_name", name).with("litellm_params", params);
    }

    private static Mapping map(String key, String value) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        entries.put(key, new Entry(HERE, scalar(value)));
        return new Mapping(entries, HERE);
    }

    private static Scalar scalar(String value) {
        return Scalar.of(value, HERE);
    }
}

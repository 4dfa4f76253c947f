package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a configuration's values into settings. */
final class SettingsReader {

    private static final String MASTER_KEY = "general_settings.master_key";

    private final SectionReader reader;
    private final Mapping root;

    private SettingsReader(SectionReader reader, Mapping root) {
        this.reader = reader;
        this.root = root;
    }

    /** The settings; null when there are errors. */
    static @Nullable Settings read(Mapping root, Environment environment, Problems problems) {
        SectionReader reader = new SectionReader(KeyTable.load(), environment, problems);
        Settings settings = new SettingsReader(reader, root).read();
        return problems.hasErrors() ? null : settings;
    }

    private Settings read() {
        reader.closed("top level", "", root);
        List<ModelEntry> models = ModelList.read(root, reader);
        GeneralSettings general = general();
        Mapping litellm = orEmpty("litellm_settings");
        SectionValues litellmValues =
                reader.closed("litellm_settings", "litellm_settings", litellm.without(misplaced(litellm)));
        return new Settings(
                models,
                general,
                LitellmSettings.of(litellmValues),
                router(litellm),
                DragomanSection.read(reader, reader.mapping(root, "", "dragoman_settings"), general, litellmValues));
    }

    private GeneralSettings general() {
        Mapping mapping = orEmpty("general_settings");
        GeneralSettings general = GeneralSettings.of(reader.closed("general_settings", "general_settings", mapping));
        String key = general.masterKey();
        if (key != null && !key.startsWith("sk-")) {
            ConfigNode node = mapping.get("master_key");
            Location at = node == null ? Location.whole("environment variable LITELLM_MASTER_KEY") : node.location();
            reader.problems().error(at, MASTER_KEY, "(hidden)", "a key that begins with sk-");
        }
        return general;
    }

    private RouterSettings router(Mapping litellm) {
        Mapping own = orEmpty("router_settings");
        Mapping mapping = own.orElse(litellm.only(misplaced(litellm)));
        SectionValues values = reader.closed("router_settings", "router_settings", mapping);
        GroupAliases aliases = new GroupAliases(reader.problems());
        return RouterSettings.of(
                values, aliases.read("router_settings.model_group_alias", mapping.get("model_group_alias")));
    }

    // LiteLLM takes router keys in litellm_settings too.
    private List<String> misplaced(Mapping litellm) {
        KeySection own = reader.table().section("litellm_settings");
        KeySection router = reader.table().section("router_settings");
        return litellm.entries().keySet().stream()
                .filter(key -> own.find(key) == null && router.find(key) != null)
                .toList();
    }

    private Mapping orEmpty(String section) {
        Mapping mapping = reader.mapping(root, "", section);
        return mapping == null ? Mapping.empty(root.location()) : mapping;
    }
}

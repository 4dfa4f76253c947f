package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.util.List;
import java.util.Map;

/** Turns a configuration's values into settings. */
final class SettingsReader {

    private static final String MASTER_KEY = "general_settings.master_key";
    private static final KeyType.Truth TRUTH = new KeyType.Truth();

    private final SectionReader reader;
    private final Mapping root;
    private final ModelCheck check;
    private final StoredReading stored;

    private SettingsReader(SectionReader reader, Mapping root, ModelCheck check, StoredReading stored) {
        this.reader = reader;
        this.root = root;
        this.check = check;
        this.stored = stored;
    }

    /**
     * The settings; they must not be used when the problems hold an error.
     *
     * @param stored what the database adds to them
     */
    static Settings read(
            Mapping root, Environment environment, ModelCheck check, Problems problems, StoredReading stored) {
        SectionReader reader = new SectionReader(KeyTable.load(), environment, problems);
        return new SettingsReader(reader, root, check, stored).read();
    }

    private Settings read() {
        reader.closed("top level", "", root);
        Mapping litellm = orEmpty("litellm_settings");
        List<String> routers = routerKeys(litellm);
        SectionValues litellmValues = reader.closed("litellm_settings", "litellm_settings", litellm.without(routers));
        DragomanSection dragoman = DragomanSection.read(reader, orEmpty("dragoman_settings"));
        SectionValues generalValues =
                reader.closed("general_settings", "general_settings", orEmpty("general_settings"));
        Mapping router = orEmpty("router_settings").orElse(litellm.only(routers));
        SectionValues routerValues = reader.closed("router_settings", "router_settings", router);
        Map<String, String> ofEntries = LitellmSettings.ofEntries(litellmValues);
        ModelStoreSettings store = ModelStoreSettings.of(generalValues, dragoman.values());
        List<ModelEntry> models = ModelList.read(root, reader, check, isLenient(router), stored.under(store)).stream()
                .map(entry -> entry.inheriting(ofEntries))
                .toList();
        Settings settings = new Settings(
                models,
                general(generalValues, dragoman),
                LitellmSettings.of(litellmValues),
                router(router, routerValues, models, generalValues, store),
                dragoman.settings(litellmValues, generalValues),
                new PriceSection(reader, litellm).read(litellmValues, dragoman.priceFile(), dragoman.priceReload()),
                new RelayReader(reader).read(root, orEmpty("general_settings"), generalValues),
                CacheSection.read(reader, litellm, litellmValues, routerValues),
                new SpendSection(reader.problems(), orEmpty("general_settings"))
                        .read(generalValues, litellmValues, dragoman.loggedTextLength()),
                AccessSettings.of(litellmValues, generalValues),
                new BudgetSection(reader.problems()).read(litellmValues, generalValues, dragoman.values(), litellm),
                new AlertSection(reader, orEmpty("general_settings")).read(generalValues),
                new IdentitySection(reader)
                        .read(
                                orEmpty("general_settings"),
                                generalValues,
                                orEmpty("dragoman_settings"),
                                dragoman.values()),
                LoginRules.of(litellmValues, generalValues),
                store);
        Object verify = litellmValues.known().get("ssl_verify");
        new NamedFiles(reader.problems()).check("litellm_settings", litellm, "ssl_verify", verify);
        new GroupNames(models, List.of(), store.on(), reader.problems()).check(orEmpty("general_settings"), router);
        return settings;
    }

    private GeneralSettings general(SectionValues values, DragomanSection dragoman) {
        GeneralSettings general = GeneralSettings.of(values, dragoman.maxResponseBytes());
        String key = general.masterKey();
        if (key != null && !key.startsWith("sk-")) {
            ConfigNode node = orEmpty("general_settings").get("master_key");
            Location at = node == null ? Location.whole("environment variable LITELLM_MASTER_KEY") : node.location();
            reader.problems().error(at, MASTER_KEY, "(hidden)", "a key that starts with sk-");
        }
        return general;
    }

    private RouterSettings router(
            Mapping mapping,
            SectionValues values,
            List<ModelEntry> models,
            SectionValues general,
            ModelStoreSettings store) {
        Problems problems = reader.problems();
        Map<String, RouterSettings.Alias> aliases =
                new GroupAliases(problems).read("router_settings.model_group_alias", mapping.get("model_group_alias"));
        GroupNames names = new GroupNames(models, aliases.keySet(), store.on(), problems);
        FallbackReader fallbacks = new FallbackReader(problems, names, OwnFallbacks.of(root));
        SilentModels.check(root, names, problems);
        ChoosingReader.checkWeights(models, problems);
        HealthRouting health = HealthRouting.of(
                values,
                general,
                GeneralSettings.of(general, null).backgroundHealthChecks().interval());
        return RouterSettings.of(
                values,
                aliases,
                new ChoosingReader(problems).read(mapping, values),
                new RouteCheckReader(problems).read(mapping, values, orEmpty("litellm_settings")),
                StateSection.read(reader, mapping),
                new ResilienceReader(problems).read(mapping, values, fallbacks, health));
    }

    // LiteLLM takes router keys in litellm_settings too.
    private List<String> routerKeys(Mapping litellm) {
        KeySection own = reader.table().section("litellm_settings");
        KeySection router = reader.table().section("router_settings");
        return litellm.entries().keySet().stream()
                .filter(key -> own.find(key) == null && router.find(key) != null)
                .toList();
    }

    private static boolean isLenient(Mapping router) {
        return router.get("ignore_invalid_deployments") instanceof Scalar scalar
                && Boolean.TRUE.equals(TRUTH.value(scalar));
    }

    private Mapping orEmpty(String section) {
        Mapping mapping = SectionReader.mapping(root, section);
        return mapping == null ? Mapping.empty(root.location()) : mapping;
    }
}

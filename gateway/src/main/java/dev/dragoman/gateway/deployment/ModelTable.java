package dev.dragoman.gateway.deployment;

import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.Problems;
import dev.dragoman.gateway.config.RouterSettings;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.gateway.config.SpendLimits;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The models on offer, found by public name: group, alias, deployment id, then patterns, the most exact first, against the
 * name and against the name with its provider. Immutable but for remembered look-ups; thread-safe.
 */
public final class ModelTable {

    private static final int MAX_REMEMBERED = 10_000;
    private static final String ECHO = "mock/echo";

    private final Settings settings;
    private final Deployments deployments;
    private final Catalog catalog;
    private final Map<String, List<Deployment>> groups = new LinkedHashMap<>();
    private final Map<String, List<Deployment>> byId = new LinkedHashMap<>();
    private final Map<String, ModelEntry> entries = new HashMap<>();
    private final Map<String, Deployment> probes = new LinkedHashMap<>();
    private final List<Wildcard> wildcards = new ArrayList<>();
    private final Map<String, List<Deployment>> remembered = new ConcurrentHashMap<>();
    private final Map<String, Optional<Long>> inputLimits = new ConcurrentHashMap<>();
    private final TeamNames teams = new TeamNames();
    private final Set<String> hostsOfTeams;
    private final List<Deployment> echo;
    private final boolean budgets;
    private final boolean searchBars;

    private ModelTable(Settings settings, Deployments deployments, Catalog catalog) {
        this.settings = settings;
        this.deployments = deployments;
        this.catalog = catalog;
        SpendLimits limits = settings.router().checks().spend();
        this.budgets = !limits.providers().isEmpty()
                || !limits.tags().isEmpty()
                || settings.models().stream()
                        .anyMatch(entry -> entry.params().serving().budget() != null);
        this.hostsOfTeams = hostsOfTeams(settings);
        this.searchBars = settings.models().stream().anyMatch(SearchScreen::isBarred);
        this.echo = List.of(deployments.of(ModelEntry.builtIn(ECHO, "built-in-echo"), ECHO, ECHO));
    }

    /** An entry whose name is a pattern. */
    private record Wildcard(ModelPattern pattern, ModelEntry entry) {}

    /**
     * The table of a configuration.
     *
     * @throws ConfigException telling every entry that cannot work
     */
    public static ModelTable of(Settings settings, Environment environment, Providers providers, Catalog catalog) {
        Deployments made = new Deployments(
                providers,
                catalog,
                environment,
                settings.litellm(),
                settings.router().choosing(),
                settings.dragoman().hedgePercent());
        ModelTable table = new ModelTable(settings, made, catalog);
        Problems problems = new Problems();
        for (ModelEntry entry : settings.models()) {
            if (!entry.isBlocked()) {
                table.add(entry, problems);
            }
        }
        problems.throwIfErrors();
        table.wildcards.sort(Comparator.comparingInt(
                (Wildcard wildcard) -> -wildcard.pattern().exactness()));
        return table;
    }

    /** The settings that the table was made of. */
    public Settings settings() {
        return settings;
    }

    /**
     * The deployments that a caller finds behind a public name. The echo that is built in is not on offer, but the admin can always
     * call it to try the gateway, unless a model of that very name is on offer.
     */
    List<Deployment> find(String name, boolean admin) {
        return admin && name.equals(ECHO) && exactly(name).isEmpty() ? echo : find(name);
    }

    /** The deployments behind a public name; empty when nobody offers it. */
    public List<Deployment> find(String name) {
        List<Deployment> exact = exactly(name);
        if (!exact.isEmpty()) {
            return exact;
        }
        List<Deployment> known = remembered.get(name);
        if (known != null) {
            return known;
        }
        List<Deployment> matched = byPattern(name);
        if (!matched.isEmpty() && remembered.size() < MAX_REMEMBERED) {
            remembered.put(name, matched);
        }
        return matched;
    }

    /** The deployment of an id; one of a pattern is found by the public name that it was asked by. */
    public @Nullable Deployment find(String id, String name) {
        for (Deployment deployment : byId.getOrDefault(id, find(name))) {
            if (deployment.id().equals(id)) {
                return deployment;
            }
        }
        return null;
    }

    /**
     * A name by which one of the deployments behind a public name is asked; null when it is none of them. Of several that one
     * pattern has, any may be asked.
     */
    public @Nullable String nameOf(String name, String id) {
        List<Deployment> group = find(name);
        boolean one = group.stream().anyMatch(deployment -> deployment.id().equals(id));
        return one ? (byId.containsKey(id) ? id : name) : null;
    }

    /**
     * A provider's place that no model was asked for: of an entry that offers its credentials for that, else of the surroundings.
     *
     * @param model matters where the address depends on it
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public Deployment place(String provider, String model) {
        for (Deployment offered : all()) {
            boolean open = "true".equals(offered.target().setting("use_in_pass_through"));
            if (open
                    && teams.owner(offered.id()) == null
                    && offered.provider().name().equals(provider)) {
                return offered.reaching(offered.target().withModel(model));
            }
        }
        ModelEntry vertex = settings.relays().vertex();
        String name = provider + "/" + model;
        ModelEntry entry = vertex != null && vertex.modelName().startsWith(provider + "/")
                ? vertex
                : ModelEntry.builtIn(name, provider + "-pass-through");
        return deployments.of(entry, provider, name);
    }

    /** The place of the entry for that provider, else the provider's place by the surroundings. */
    public Deployment place(String provider, List<ModelEntry> entries) {
        for (ModelEntry entry : entries) {
            String model = entry.params().model();
            if (model.startsWith(provider + "/")) {
                return deployments.of(entry, provider, model);
            }
        }
        return deployments.of(
                ModelEntry.builtIn(provider + "/pass-through", provider + "-pass-through"),
                provider,
                provider + "/pass-through");
    }

    /**
     * A provider's model with the credentials of the entry for that provider, else with those of the surroundings.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public Deployment place(String provider, String model, List<ModelEntry> entries) {
        String name = provider + "/" + model;
        for (ModelEntry entry : entries) {
            if (entry.params().model().startsWith(provider + "/")) {
                return deployments.of(entry, name, name);
            }
        }
        return deployments.of(ModelEntry.builtIn(name, provider + "-pass-through"), name, name);
    }

    /** Public names, in order: groups and patterns, then aliases that are not hidden. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (ModelEntry entry : settings.models()) {
            if (!entry.isBlocked() && !names.contains(entry.modelName())) {
                names.add(entry.modelName());
            }
        }
        settings.router().aliases().forEach((name, alias) -> {
            if (!alias.hidden() && !names.contains(name)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Which teams have models of their own. */
    public TeamNames teams() {
        return teams;
    }

    /** The hosts that teams sent requests to, and nobody else: they must be on the public internet. */
    public Set<String> hostsOfTeams() {
        return hostsOfTeams;
    }

    private static Set<String> hostsOfTeams(Settings settings) {
        Set<String> hosts = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (ModelEntry entry : settings.models()) {
            (entry.isOfTeam() ? hosts : others).addAll(Hosts.of(entry));
        }
        hosts.removeAll(others);
        return Set.copyOf(hosts);
    }

    /** Every deployment that needs no pattern to be filled. */
    public List<Deployment> all() {
        return groups.values().stream().flatMap(List::stream).toList();
    }

    /** The entry that a deployment was made of; null when it is of another table. */
    public @Nullable ModelEntry entry(Deployment deployment) {
        return entries.get(deployment.id());
    }

    /** What health checks ask: every deployment, or what its entry says in its place; patterns only where it says something. */
    List<Deployment> probes() {
        return List.copyOf(probes.values());
    }

    /** What a health check of the deployment asks. */
    Deployment probe(Deployment deployment) {
        return probes.getOrDefault(deployment.id(), deployment);
    }

    /** How the health of a deployment of this table is checked. */
    ModelEntry.Health health(Deployment deployment) {
        return Objects.requireNonNull(entries.get(deployment.id()), deployment.id())
                .health();
    }

    /** Whether there is any budget. */
    boolean hasBudgets() {
        return budgets;
    }

    /** Whether any entry says that its model does not search the web. */
    boolean barsSearches() {
        return searchBars;
    }

    /** The longest prompt that a deployment takes: what its entry says, else the catalogue; null when unknown. */
    @Nullable
    Long maxInputTokens(Deployment deployment) {
        return inputLimits
                .computeIfAbsent(deployment.modelString() + ' ' + deployment.id(), key -> inputLimit(deployment))
                .orElse(null);
    }

    private Optional<Long> inputLimit(Deployment deployment) {
        ModelEntry entry = entries.get(deployment.id());
        JsonObject info = entry == null ? JsonObject.EMPTY : entry.info();
        if (info.get("max_input_tokens") instanceof JsonNumber own) {
            return Optional.ofNullable(own.longValue());
        }
        String base = info.string("base_model");
        CatalogModel known = catalog.find(
                deployment.provider().name(), base == null ? deployment.target().model() : base);
        return Optional.ofNullable(known == null ? null : known.maxInputTokens());
    }

    /** What a deployment of this table is for, in LiteLLM's words: what its entry says, else the catalogue; null when unknown. */
    @Nullable
    String mode(Deployment deployment) {
        return mode(deployment, Objects.requireNonNull(entries.get(deployment.id()), deployment.id()));
    }

    /** The same of a deployment that was made of the entry. */
    @Nullable
    String mode(Deployment deployment, ModelEntry entry) {
        String told = entry.info().string("mode");
        CatalogModel known = told == null
                ? catalog.find(deployment.provider().name(), deployment.target().model())
                : null;
        return known == null ? told : known.mode();
    }

    private void add(ModelEntry entry, Problems problems) {
        String model = entry.params().model();
        entries.put(entry.id(), entry);
        try {
            if (entry.modelName().contains("*")) {
                deployments.of(entry, entry.modelName(), model);
                wildcards.add(new Wildcard(ModelPattern.of(entry.modelName()), entry));
                addProbe(entry, null);
                return;
            }
            Deployment deployment = deployments.of(entry, entry.modelName(), model);
            groups.computeIfAbsent(entry.modelName(), name -> new ArrayList<>()).add(deployment);
            byId.put(deployment.id(), List.of(deployment));
            teams.add(entry);
            addProbe(entry, deployment);
        } catch (IllegalArgumentException wrong) {
            if (entry.stored()) {
                return; // it was read without a mistake before; whatever it is now must not keep the others away
            }
            problems.error(entry.location(), "model " + entry.modelName() + ": " + wrong.getMessage());
        }
    }

    private void addProbe(ModelEntry entry, @Nullable Deployment own) {
        String model = entry.health().model();
        Deployment probe = model == null ? own : deployments.of(entry, entry.modelName(), model);
        if (probe != null) {
            probes.put(entry.id(), probe);
        }
    }

    /** The deployment of an entry that is in no configuration. */
    Deployment tried(ModelEntry entry) {
        return deployments.tried(entry);
    }

    private List<Deployment> exactly(String name) {
        List<Deployment> group = groups.get(name);
        if (group != null) {
            return group;
        }
        RouterSettings.Alias alias = settings.router().aliases().get(name);
        List<Deployment> aliased = alias == null ? null : groups.get(alias.model());
        return aliased != null ? aliased : byId.getOrDefault(name, List.of());
    }

    private List<Deployment> byPattern(String name) {
        List<Deployment> matched = matched(name, name);
        if (!matched.isEmpty() || name.indexOf('/') >= 0) {
            return matched;
        }
        CatalogModel known = catalog.find(null, name);
        return known == null ? matched : matched(known.provider() + "/" + name, name);
    }

    /** All deployments of the first pattern that matches. */
    private List<Deployment> matched(String candidate, String group) {
        List<Deployment> matched = new ArrayList<>();
        @Nullable String pattern = null;
        for (Wildcard wildcard : wildcards) {
            List<String> captured = wildcard.pattern().captured(candidate);
            String own = wildcard.entry().modelName();
            if (captured != null && !captured.contains("") && (pattern == null || pattern.equals(own))) {
                pattern = own;
                String model = ModelPattern.filled(wildcard.entry().params().model(), captured);
                addIfValid(matched, wildcard.entry(), group, model);
            }
        }
        return matched;
    }

    /** A catch-all takes any name, also one that no provider can be told from. */
    private void addIfValid(List<Deployment> into, ModelEntry entry, String group, String model) {
        try {
            into.add(deployments.of(entry, group, model));
        } catch (IllegalArgumentException noProvider) {
            // The caller learns that nobody offers this name.
        }
    }
}

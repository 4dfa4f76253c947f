package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Grant;
import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came with a key, read once so that a call has only to look. Immutable. */
final class Entitlements implements Grant {

    private final String hash;
    private final Papers papers;
    private final Terms terms;
    private final Role role;
    private final @Nullable Instant expires;
    private final boolean keyBlocked;
    private final boolean teamBlocked;
    private final boolean userBlocked;
    private final Map<String, String> aliases;
    private final Map<String, String> teamAliases;
    private final List<Level> levels;
    private final List<String> routes;
    private final List<Limit> limits;
    private final List<Limit> calmLimits;
    private final boolean limitsModels;
    private final @Nullable BudgetLine keyBudget;
    private final List<BudgetLine> budgets;
    private final @Nullable Instant raisedUntil;
    private final long raise;

    /**
     * The documents that belong together.
     *
     * @param key the key's
     * @param user its owner's; empty for none
     * @param team its team's; empty for none
     * @param member the owner's in the team; empty for none
     * @param organization the organization's; empty for none
     */
    record Papers(JsonObject key, JsonObject user, JsonObject team, JsonObject member, JsonObject organization) {}

    /** A list of models and whose it is. */
    record Level(String name, ModelList models) {}

    Entitlements(String hash, Papers papers) {
        this(hash, papers, Terms.USUAL);
    }

    /** The same of a caller without a key, on terms of their own. */
    Entitlements(String hash, Papers papers, Terms terms) {
        this.hash = hash;
        this.terms = terms;
        this.papers = papers;
        this.role = Role.of(papers.user().string("user_role"));
        String end = papers.key().string("expires");
        this.expires = end == null ? null : FieldKind.time(end);
        this.keyBlocked = Boolean.TRUE.equals(papers.key().bool("blocked"));
        this.teamBlocked = Boolean.TRUE.equals(papers.team().bool("blocked"));
        this.userBlocked = Boolean.TRUE.equals(papers.user().bool("blocked"));
        this.aliases = texts(papers.key().object("aliases"));
        this.teamAliases = texts(papers.team().object("model_aliases"));
        this.levels = levels(papers);
        this.routes = strings(papers.key(), "allowed_routes");
        this.limits = GrantLimits.usual(account(), this);
        this.calmLimits = GrantLimits.calm(limits, this);
        this.limitsModels =
                limitsModels(papers.key()) || limitsModels(papers.team()) || limitsModels(papers.organization());
        this.keyBudget =
                GrantBudgets.line(BudgetLevel.KEY, account(), papers.key(), hash(), named(papers.key(), "key_alias"));
        this.budgets = GrantBudgets.usual(this);
        String until = keyMetadata().string("temp_budget_expiry");
        Long more = Money.nanos(keyMetadata(), "temp_budget_increase");
        this.raisedUntil = until == null ? null : FieldKind.time(until);
        this.raise = more == null ? 0 : more;
    }

    static String named(JsonObject document, String member) {
        String name = document.string(member);
        return name == null ? "None" : name;
    }

    private static boolean limitsModels(JsonObject document) {
        JsonObject metadata = document.object("metadata");
        return metadata != null && (metadata.has("model_rpm_limit") || metadata.has("model_tpm_limit"))
                || document.object("model_max_budget") != null;
    }

    private static List<Level> levels(Papers papers) {
        ModelList own = ModelList.of(papers.key().array("models"));
        boolean inTeam = !papers.team().isEmpty();
        Level key = new Level("key", own.isOfTheTeam() && inTeam ? ModelList.ALL : own);
        Level team = new Level("team", ModelList.of(papers.team().array("models")));
        Level member = new Level("team_member", ModelList.of(papers.member().array("allowed_models")));
        Level user = new Level(
                "user", inTeam ? ModelList.ALL : ModelList.of(papers.user().array("models")));
        Level organization = new Level("org", ModelList.of(papers.organization().array("models")));
        return List.of(key, team, member, user, organization).stream()
                .filter(level -> !level.models().isOpen())
                .toList();
    }

    private static Map<String, String> texts(@Nullable JsonObject map) {
        Map<String, String> texts = new HashMap<>();
        if (map != null) {
            for (String name : map.names()) {
                String text = map.string(name);
                if (text != null) {
                    texts.put(name, text);
                }
            }
        }
        return Map.copyOf(texts);
    }

    static List<String> strings(JsonObject document, String name) {
        return ModelList.of(document.array(name)).entries();
    }

    /** What holds beside the documents. */
    Terms terms() {
        return terms;
    }

    /** The same of a caller who may call for the teams of others too. */
    Entitlements choosing(List<Caller> choices) {
        return new Entitlements(hash, papers, terms.with(choices));
    }

    /** Whether something of this kind and id is in here. */
    boolean concerns(Table table, String id) {
        return switch (table) {
            case TEAM -> id.equals(teamId());
            case USER -> id.equals(userId());
            case ORGANIZATION -> id.equals(organizationId());
            case TEAM_MEMBER -> id.equals(teamId() + ":" + userId());
            case BUDGET -> true;
            default -> false;
        };
    }

    /** The key's hash. */
    String hash() {
        return hash;
    }

    /** Under which spend and limits of the key are counted: it stays the same when the key is rotated. */
    String account() {
        String kept = papers.key().string("key_id");
        return kept == null ? hash : kept;
    }

    /** The limits that hold whatever model is asked. */
    List<Limit> limits() {
        return limits;
    }

    /** Whether some of them hold only while the model has failed lately. */
    @SuppressWarnings("ReferenceEquality") // the same list when none does
    boolean isDynamic() {
        return calmLimits != limits;
    }

    /** Those that hold always. */
    List<Limit> calmLimits() {
        return calmLimits;
    }

    /** Whether there are limits for single models. */
    boolean limitsModels() {
        return limitsModels;
    }

    /** The key's own budget; null for none. */
    @Nullable
    BudgetLine keyBudget() {
        return keyBudget;
    }

    /** All other budgets that hold whatever is asked. */
    List<BudgetLine> budgets() {
        return budgets;
    }

    /** Until when the key's budget is raised; null when it is not. */
    @Nullable
    Instant raisedUntil() {
        return raisedUntil;
    }

    /** By how many nano-dollars it is raised until then. */
    long raise() {
        return raise;
    }

    /** When the key ends; null for never. */
    @Nullable
    Instant expires() {
        return expires;
    }

    boolean isKeyBlocked() {
        return keyBlocked;
    }

    boolean isTeamBlocked() {
        return teamBlocked;
    }

    boolean isUserBlocked() {
        return userBlocked;
    }

    /** The lists of models that leave any out, in the order in which they are looked at. */
    List<Level> levels() {
        return levels;
    }

    /** Whether the model may be used. A team's list is about the models of all; its own models are the team's anyway. */
    boolean allows(String model, ModelNames names) {
        String team = teamId();
        boolean own = team != null && names.ofTeam(team, model) != null;
        for (Level level : levels) {
            if (own && level.name().equals("team")) {
                continue;
            }
            if (!level.models().allows(model, names)) {
                return false;
            }
        }
        return terms.allows(model, names);
    }

    /** The routes that the key is held to; empty for those that its owner's role gives. */
    List<String> routes() {
        return routes;
    }

    /** The model that answers in the place of another. */
    String model(String asked) {
        String own = aliases.get(asked);
        String model = own == null ? asked : own;
        String team = teamAliases.get(model);
        return team == null ? model : team;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public @Nullable String userId() {
        return papers.key().string("user_id");
    }

    @Override
    public @Nullable String userEmail() {
        return papers.user().string("user_email");
    }

    @Override
    public @Nullable String teamId() {
        return papers.key().string("team_id");
    }

    @Override
    public @Nullable String teamAlias() {
        return papers.team().string("team_alias");
    }

    @Override
    public @Nullable String organizationId() {
        String own = papers.key().string("organization_id");
        return own != null ? own : papers.team().string("organization_id");
    }

    @Override
    public @Nullable String organizationAlias() {
        return papers.organization().string("organization_alias");
    }

    @Override
    public JsonObject key() {
        return papers.key();
    }

    @Override
    public JsonObject user() {
        return papers.user();
    }

    @Override
    public JsonObject team() {
        return papers.team();
    }

    @Override
    public JsonObject member() {
        return papers.member();
    }

    @Override
    public JsonObject organization() {
        return papers.organization();
    }
}

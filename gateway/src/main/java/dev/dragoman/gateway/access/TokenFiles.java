package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what belongs to a token from the database. */
final class TokenFiles {

    private static final String USERLESS = " Create user via `/user/new` call, or set user_id_upsert.";

    private final Database database;
    private final Office office;

    TokenFiles(Database database, Office office) {
        this.database = database;
        this.office = office;
    }

    /** Who the bearer is; what the operator wants written down is written before. */
    TokenHolder find(TokenFacts facts, TokenSettings settings) {
        try {
            if (database.read(session -> new TokenLookup(new Records(session), facts).lacks(settings))) {
                new TokenUpserts(office, settings).write(facts);
            }
            return database.read(session -> gathered(new Records(session), facts, settings));
        } catch (TokenLookup.AmbiguousException ambiguous) {
            return TokenHolder.refused(facts, String.valueOf(ambiguous.getMessage()));
        }
    }

    private static TokenHolder gathered(Records records, TokenFacts facts, TokenSettings settings) {
        TokenLookup lookup = new TokenLookup(records, facts);
        StoredRecord user = lookup.user();
        StoredRecord organization = lookup.organization();
        if (user == null && facts.hasUser()) {
            String named = facts.userId() == null ? String.valueOf(facts.email()) : facts.userId();
            return TokenHolder.refused(
                    facts, "User doesn't exist in db. 'user_id'=" + Schema.cut(named) + "." + USERLESS);
        }
        if (user != null && isOff(user.document())) {
            return TokenHolder.refused(facts, "User=" + user.id() + " is blocked.");
        }
        if (organization == null && facts.hasOrganization()) {
            String named = facts.organizationId() == null ? facts.organizationAlias() : facts.organizationId();
            return TokenHolder.refused(
                    facts,
                    "Organization doesn't exist in db. Organization=" + Schema.cut(String.valueOf(named))
                            + ". Create organization via `/organization/new` call.");
        }
        JsonObject key = JsonObject.builder()
                .putIfPresent("user_id", user == null ? null : user.id())
                .putIfPresent("organization_id", organization == null ? null : organization.id())
                .build();
        return new Gathering(records, facts, settings, key).holder(lookup.teams());
    }

    /** Whether somebody was put out, here or by the directory that users come from. */
    static boolean isOff(JsonObject user) {
        JsonObject metadata = user.object("metadata");
        return Boolean.TRUE.equals(user.bool("blocked"))
                || metadata != null && Boolean.FALSE.equals(metadata.bool("scim_active"));
    }

    /** One bearer, with all of their teams. */
    private record Gathering(Records records, TokenFacts facts, TokenSettings settings, JsonObject key) {

        TokenHolder holder(List<StoredRecord> teams) {
            List<Caller> callers = new ArrayList<>();
            List<String> blocked = new ArrayList<>();
            for (StoredRecord team : teams) {
                if (Boolean.TRUE.equals(team.document().bool("blocked"))) {
                    blocked.add(team.id());
                } else {
                    callers.add(caller(team.id()));
                }
            }
            if (teams.isEmpty()) {
                callers.add(caller(null));
            }
            return new TokenHolder(facts, callers, callers.isEmpty() ? null : open(callers), blocked, null);
        }

        private static Caller open(List<Caller> callers) {
            Caller first = callers.getFirst();
            return callers.size() > 1 && first.grant() instanceof Entitlements grant
                    ? of(grant.hash(), grant.choosing(callers))
                    : first;
        }

        private Caller caller(@Nullable String team) {
            JsonObject document =
                    team == null ? key : key.toBuilder().put("team_id", team).build();
            return of(
                    facts.hash(),
                    new Entitlements(facts.hash(), GrantFiles.papers(records, document), terms(facts, settings, team)));
        }

        private static Caller of(String hash, Entitlements grant) {
            String user = grant.userId();
            return new Caller(hash, user == null ? "" : user, grant.role() == Role.PROXY_ADMIN, grant);
        }
    }

    /** What a bearer who calls for a team, or for none, is held to. */
    static Terms terms(TokenFacts facts, TokenSettings settings, @Nullable String team) {
        List<Terms.Routes> routes = new ArrayList<>();
        List<Terms.Models> models = new ArrayList<>();
        if (team != null) {
            routes.add(new Terms.Routes(
                    "Team=" + team + " is not allowed to call this route. Only allowed to call routes: ",
                    settings.teams().routes()));
        }
        for (TokenSettings.Permission one : settings.roles().permissions()) {
            if (one.of().equals(facts.role())) {
                add("Role=" + one.of(), one.models(), one.routes(), routes, models);
            }
        }
        boolean scoped = settings.scopes().enforced();
        if (scoped && !facts.scopes().isEmpty()) {
            List<TokenSettings.Permission> granted = settings.scopes().mappings().stream()
                    .filter(one -> facts.scopes().contains(one.of()))
                    .toList();
            add("Scopes=" + facts.scopes(), allModels(granted), allRoutes(granted), routes, models);
        }
        return new Terms(routes, models, List.of(), facts.endUser(), closed(facts, settings, team, scoped));
    }

    private static void add(
            String whose,
            List<String> models,
            List<String> routes,
            List<Terms.Routes> allRoutes,
            List<Terms.Models> allModels) {
        if (!routes.isEmpty()) {
            allRoutes.add(new Terms.Routes(whose + " not allowed to call route. Allowed routes=", routes));
        }
        if (!models.isEmpty()) {
            allModels.add(new Terms.Models(whose, ModelList.of(JsonArray.ofStrings(models))));
        }
    }

    /** Of several scopes one is enough; one that names no models allows all. */
    private static List<String> allModels(List<TokenSettings.Permission> granted) {
        boolean all = granted.stream().anyMatch(one -> one.models().isEmpty());
        return all
                ? List.of()
                : granted.stream()
                        .flatMap(one -> one.models().stream())
                        .distinct()
                        .toList();
    }

    private static List<String> allRoutes(List<TokenSettings.Permission> granted) {
        boolean all = granted.stream().anyMatch(one -> one.routes().isEmpty());
        return all
                ? List.of()
                : granted.stream()
                        .flatMap(one -> one.routes().stream())
                        .distinct()
                        .toList();
    }

    private static @Nullable String closed(
            TokenFacts facts, TokenSettings settings, @Nullable String team, boolean scoped) {
        if (team == null && facts.hasTeam()) {
            return "No team of the token exists. Teams="
                    + Schema.cut(facts.teamAlias() == null ? facts.teams().toString() : facts.teamAlias())
                    + ". Create them via `/team/new` call, or set team_id_upsert.";
        }
        if (team == null && settings.teams().required()) {
            return "No teams found in token. `enforce_team_based_model_access` is set to True. Token must belong to a team.";
        }
        return scoped && facts.scopes().isEmpty()
                ? "the token has no scope that allows a model (enforce_scope_based_access)"
                : null;
    }
}

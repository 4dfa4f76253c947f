package dev.dragoman.gateway.access;

import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the records that a token names. */
final class TokenLookup {

    private final Records records;
    private final TokenFacts facts;

    TokenLookup(Records records, TokenFacts facts) {
        this.records = records;
        this.facts = facts;
    }

    /** Names of which there are several, so that nobody knows who is meant. */
    static final class AmbiguousException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AmbiguousException(String message) {
            super(message);
        }
    }

    /** The user, by id, by the issuer's id, or else by an address that the issuer is sure of; null when there is none. */
    @Nullable
    StoredRecord user() {
        String id = facts.userId();
        StoredRecord found = id == null ? null : records.find(Table.USER, id);
        if (found == null && id != null) {
            found = first(records.list(Table.USER, RecordQuery.all().user(id)));
        }
        String email = facts.sureEmail();
        return found != null || email == null
                ? found
                : first(records.list(
                        Table.USER, RecordQuery.all().alias(email.strip().toLowerCase(Locale.ROOT))));
    }

    private static @Nullable StoredRecord first(List<StoredRecord> found) {
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * The teams that are there, in the token's order.
     *
     * @throws AmbiguousException when several bear the team's name
     */
    List<StoredRecord> teams() {
        String alias = facts.teamAlias();
        if (alias != null) {
            StoredRecord one = byAlias(Table.TEAM, alias, "team");
            return one == null ? List.of() : List.of(one);
        }
        List<StoredRecord> teams = new ArrayList<>();
        for (String id : facts.teams()) {
            StoredRecord team = records.find(Table.TEAM, id);
            if (team != null) {
                teams.add(team);
            }
        }
        return teams;
    }

    /**
     * The organization; null when there is none.
     *
     * @throws AmbiguousException when several bear its name
     */
    @Nullable
    StoredRecord organization() {
        String id = facts.organizationId();
        String alias = facts.organizationAlias();
        return id != null
                ? records.find(Table.ORGANIZATION, id)
                : alias == null ? null : byAlias(Table.ORGANIZATION, alias, "organization");
    }

    private @Nullable StoredRecord byAlias(Table table, String alias, String kind) {
        List<StoredRecord> found = records.list(table, RecordQuery.all().alias(alias));
        if (found.size() > 1) {
            throw new AmbiguousException("several " + kind + "s are named " + Schema.cut(alias)
                    + " (expected: an alias of one alone, or an id)");
        }
        return first(found);
    }

    /** Whether the settings want something written that is not there. */
    boolean lacks(TokenSettings settings) {
        StoredRecord user = user();
        List<StoredRecord> teams = teams();
        boolean team = settings.teams().made() && teams.size() < facts.teams().size();
        if (user == null) {
            return team || settings.users().made() && facts.hasUser();
        }
        boolean kept = settings.roles().kept();
        String role = facts.userRole();
        boolean other = kept && role != null && !role.equals(user.document().string("user_role"));
        return team || other || lacksMembership(settings, user, teams);
    }

    private boolean lacksMembership(TokenSettings settings, StoredRecord user, List<StoredRecord> teams) {
        boolean kept = settings.roles().kept() && tellsTeams(settings);
        if (!kept && !settings.teams().joined()) {
            return false;
        }
        Set<String> wanted = new HashSet<>(teams.stream().map(StoredRecord::id).toList());
        Set<String> there =
                new HashSet<>(records.list(Table.TEAM_MEMBER, RecordQuery.all().user(user.id())).stream()
                        .map(member -> String.valueOf(member.document().string("team_id")))
                        .toList());
        return kept ? !there.equals(wanted) : !there.containsAll(wanted);
    }

    /** Whether tokens tell the teams of their user at all. */
    static boolean tellsTeams(TokenSettings settings) {
        return settings.teams().one().id() != null
                || settings.teams().one().alias() != null
                || settings.teams().several() != null;
    }
}

package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.Dimension;
import java.util.Collection;
import java.util.Set;

/**
 * What somebody may see of what was spent.
 *
 * @param everything whether that is all of it; then the rest does not matter
 * @param users whose own spending
 * @param teams whose spending
 * @param organizations whose spending
 * @param keys hashes of the keys whose spending
 */
public record Scope(
        boolean everything, Set<String> users, Set<String> teams, Set<String> organizations, Set<String> keys) {

    /** Everything. */
    public static final Scope ALL = new Scope(true, Set.of(), Set.of(), Set.of(), Set.of());

    public Scope {
        users = Set.copyOf(users);
        teams = Set.copyOf(teams);
        organizations = Set.copyOf(organizations);
        keys = Set.copyOf(keys);
    }

    /** What is of these users, of these teams, or of these keys. */
    public static Scope of(Collection<String> users, Collection<String> teams, Collection<String> keys) {
        return new Scope(false, Set.copyOf(users), Set.copyOf(teams), Set.of(), Set.copyOf(keys));
    }

    /** The same, and what is of these organizations. */
    public Scope and(Collection<String> more) {
        return new Scope(everything, users, teams, Set.copyOf(more), keys);
    }

    /** Holds a query of single calls to it. */
    void calls(Where where) {
        if (!everything) {
            where.anyOf(
                    Where.in("user_id", users),
                    Where.in("team_id", teams),
                    Where.in("organization_id", organizations),
                    Where.in("api_key", keys));
        }
    }

    /** Holds a query of sums by day to it. Where these cannot be told apart, only the keys count. */
    void days(Where where, Dimension dimension) {
        if (!everything) {
            where.anyOf(
                    Where.in("entity", dimension == Dimension.USER ? users : Set.of()),
                    Where.in("entity", dimension == Dimension.TEAM ? teams : Set.of()),
                    Where.in("entity", dimension == Dimension.ORGANIZATION ? organizations : Set.of()),
                    Where.in("api_key", keys));
        }
    }
}

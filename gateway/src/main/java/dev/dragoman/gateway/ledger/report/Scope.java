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
 * @param keys hashes of the keys whose spending
 */
public record Scope(boolean everything, Set<String> users, Set<String> teams, Set<String> keys) {

    /** Everything. */
    public static final Scope ALL = new Scope(true, Set.of(), Set.of(), Set.of());

    public Scope {
        users = Set.copyOf(users);
        teams = Set.copyOf(teams);
        keys = Set.copyOf(keys);
    }

    /** What is of these users, of these teams, or of these keys. */
    public static Scope of(Collection<String> users, Collection<String> teams, Collection<String> keys) {
        return new Scope(false, Set.copyOf(users), Set.copyOf(teams), Set.copyOf(keys));
    }

    /** Holds a query of single calls to it. */
    void calls(Where where) {
        if (!everything) {
            where.anyOf(Where.in("user_id", users), Where.in("team_id", teams), Where.in("api_key", keys));
        }
    }

    /** Holds a query of sums by day to it. Where users and teams cannot be told apart, only the keys count. */
    void days(Where where, Dimension dimension) {
        if (!everything) {
            where.anyOf(
                    Where.in("entity", dimension == Dimension.USER ? users : Set.of()),
                    Where.in("entity", dimension == Dimension.TEAM ? teams : Set.of()),
                    Where.in("api_key", keys));
        }
    }
}

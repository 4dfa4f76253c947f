package dev.dragoman.gateway.ledger;

import java.util.Locale;

/** By what the sums of a day are told apart, beside key, model and endpoint. Every row counts once for each of its entities. */
public enum Dimension {
    /** The key's owner, also when there is none: the sums of all users are those of everything. */
    USER,
    /** The key's team, also when there is none. */
    TEAM,
    /** The organization; of those calls only that have one. */
    ORGANIZATION,
    /** The end user; of those calls only that have one. */
    END_USER,
    /** Team and end user together. */
    TEAM_END_USER,
    /** A tag; calls count for each of theirs. */
    TAG,
    /** The operation. */
    CALL_TYPE,
    /** The operation, of answers from a cache. */
    CACHE_HIT,
    /** The status of a failure, with the deployment that failed last. */
    FAILURE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name in the database. */
    public String word() {
        return word;
    }

    /** Two names as one from which both can be told. */
    public static String pair(String first, String second) {
        return Bounded.text(first.length() + ":" + first + ":" + second, 512);
    }

    /** The second name of a pair whose first it begins with; the text itself when it is no pair. */
    public static String secondOf(String pair) {
        int colon = pair.indexOf(':');
        try {
            int first = colon <= 0 ? -1 : Integer.parseInt(pair.substring(0, colon));
            int from = colon + first + 2;
            return first < 0 || from > pair.length() ? pair : pair.substring(from);
        } catch (NumberFormatException noPair) {
            return pair;
        }
    }
}

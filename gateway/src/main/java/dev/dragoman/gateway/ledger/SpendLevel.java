package dev.dragoman.gateway.ledger;

import java.util.Locale;

/** Of what there are sums of everything that was ever spent. */
public enum SpendLevel {
    KEY,
    USER,
    TEAM,
    /** A user in a team; the id is {@code team:user}. */
    TEAM_MEMBER,
    ORGANIZATION,
    END_USER,
    TAG,
    MODEL,
    PROVIDER,
    /** Everything; the id is {@link #EVERYTHING}. */
    GLOBAL;

    /** The one id of {@link #GLOBAL}. */
    public static final String EVERYTHING = "all";

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name in the database. */
    public String word() {
        return word;
    }
}

package dev.dragoman.gateway.call;

import java.util.Locale;

/** What a budget is of. */
public enum BudgetLevel {
    KEY,
    KEY_WINDOW,
    KEY_MODEL,
    TEAM,
    TEAM_WINDOW,
    TEAM_MEMBER,
    PROJECT,
    ORGANIZATION,
    TAG,
    USER,
    END_USER,
    PROVIDER,
    GLOBAL;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name where it is kept, such as {@code key_window}. */
    public String word() {
        return word;
    }
}

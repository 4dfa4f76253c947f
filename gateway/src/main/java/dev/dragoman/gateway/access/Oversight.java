package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Of whom somebody may see what they spend, beside themselves.
 *
 * @param teams ids of those that the caller leads, and of all teams of the organizations that the caller leads
 * @param organizations ids of those that the caller leads
 */
public record Oversight(List<String> teams, List<String> organizations) {

    private static final int MOST = 10_000;

    /** Nobody. */
    public static final Oversight NONE = new Oversight(List.of(), List.of());

    static Oversight of(Desk desk) {
        List<String> organizations = desk.authority().ledOrganizations();
        Set<String> teams = new LinkedHashSet<>(desk.authority().ledTeams());
        for (String organization : organizations) {
            RecordQuery theirs = RecordQuery.all().organization(organization).page(MOST, 0);
            desk.records().list(Table.TEAM, theirs).stream()
                    .map(StoredRecord::id)
                    .forEach(teams::add);
        }
        return new Oversight(List.copyOf(teams), organizations);
    }
}

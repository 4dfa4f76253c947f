package dev.dragoman.gateway.access;

import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.endpoint.Request;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Tells of which teams a caller may know the models: of that which they call for, and of those that they are in. */
public final class TeamSight {

    private TeamSight() {}

    /** The teams; while the database is away the one that the caller calls for. */
    public static Predicate<String> of(Office office, Request request) {
        Caller caller = request.requiredCaller();
        boolean any = office.names().entries().stream().anyMatch(entry -> entry.team() != null);
        if (!any || caller.admin() || caller.role().seesAll()) {
            return team -> true;
        }
        Set<String> teams = new HashSet<>();
        if (caller.teamId() != null) {
            teams.add(caller.teamId());
        }
        try {
            teams.addAll(office.look(request, desk -> desk.authority().teams()));
        } catch (ServiceUnavailableException away) {
            // Nothing more can be told at the moment.
        }
        return teams::contains;
    }
}

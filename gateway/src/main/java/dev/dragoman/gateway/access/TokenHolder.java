package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.store.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a bearer is. Immutable.
 *
 * @param facts what the token says
 * @param callers the caller for each team that is there and not blocked, or the one for none
 * @param open the caller that stands for all of them
 * @param blocked the teams that are blocked
 * @param refusal why they may not call; null when they may
 */
record TokenHolder(
        TokenFacts facts,
        List<Caller> callers,
        @Nullable Caller open,
        List<String> blocked,
        @Nullable String refusal) {

    TokenHolder {
        callers = List.copyOf(callers);
        blocked = List.copyOf(blocked);
    }

    static TokenHolder refused(TokenFacts facts, String refusal) {
        return new TokenHolder(facts, List.of(), null, List.of(), refusal);
    }

    /**
     * The caller, for a team that a request names.
     *
     * @param team null when it names none
     * @throws dev.dragoman.error.LlmException when they may not call
     */
    Caller caller(@Nullable String team) {
        if (refusal != null) {
            throw unauthorized(refusal);
        }
        if (team != null) {
            return of(team);
        }
        if (open == null) {
            throw isBlocked(blocked.getFirst());
        }
        return open;
    }

    private Caller of(String team) {
        for (Caller one : callers) {
            if (team.equals(one.teamId())) {
                return one;
            }
        }
        if (blocked.contains(team)) {
            throw isBlocked(team);
        }
        throw Terms.denied("x-litellm-team-id: " + Schema.cut(team) + " is none of the token's teams (expected: one of "
                + Schema.cut(callers.stream().map(Caller::teamId).toList().toString()) + ")");
    }

    private static AuthenticationException isBlocked(String team) {
        return unauthorized("Team=" + team + " is blocked. Update via `/team/unblock` if you're an admin.");
    }

    private static AuthenticationException unauthorized(String message) {
        return new AuthenticationException(ErrorDetail.of("Authentication Error, " + message)
                .withType("auth_error")
                .withCode("401"));
    }

    /** Whether something of this kind and id may make them another. */
    boolean concerns(Table table, String id) {
        return switch (table) {
            case TEAM -> facts.teamAlias() != null || facts.teams().contains(id);
            // Whoever was looked for and not found may be there now.
            case USER -> facts.hasUser() && (refusal != null || isOf(table, id));
            case ORGANIZATION ->
                facts.hasOrganization() && (refusal != null || facts.organizationAlias() != null) || isOf(table, id);
            default -> isOf(table, id);
        };
    }

    private boolean isOf(Table table, String id) {
        for (Caller caller : callers) {
            if (caller.grant() instanceof Entitlements grant && grant.concerns(table, id)) {
                return true;
            }
        }
        return callers.isEmpty();
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller without a key is held to, beside what is known of their user, team and organization. Immutable.
 *
 * @param routes lists of routes, each of which must have the one that is taken
 * @param models lists of models, each of which must have the one that is asked
 * @param choices the caller for each of the teams that they may call for, of which the first counts that may ask the model; empty when
 *     there is no choice
 * @param endUser the end user of the application; null for whom a request names
 * @param closed why no model may be asked; null when some may
 */
record Terms(
        List<Routes> routes,
        List<Models> models,
        List<Caller> choices,
        @Nullable String endUser,
        @Nullable String closed) {

    /** Nothing beside. */
    static final Terms USUAL = new Terms(List.of(), List.of(), List.of(), null, null);

    private static final String END_USER = "x-litellm-customer-id";

    Terms {
        routes = List.copyOf(routes);
        models = List.copyOf(models);
        choices = List.copyOf(choices);
    }

    /**
     * Routes that may be taken.
     *
     * @param refusal how the refusal of others begins
     */
    record Routes(String refusal, List<String> allowed) {

        Routes {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * Models that may be asked.
     *
     * @param whose such as {@code Role=team}
     */
    record Models(String whose, ModelList allowed) {}

    /** Whether there is nothing beside. */
    boolean isUsual() {
        return routes.isEmpty() && models.isEmpty() && choices.isEmpty() && endUser == null && closed == null;
    }

    /** The same with a choice of teams. */
    Terms with(List<Caller> teams) {
        return new Terms(routes, models, teams, endUser, closed);
    }

    /** The call as these terms have it: for the team that may make it, and for the end user. */
    Call applied(Call call, ModelNames names) {
        if (closed != null) {
            throw denied(closed);
        }
        Call chosen = choices.isEmpty() ? call : call.by(chosen(call, names));
        return endUser == null
                ? chosen
                : chosen.with(
                        chosen.headers().toBuilder().set(END_USER, endUser).build());
    }

    private Caller chosen(Call call, ModelNames names) {
        for (Caller choice : choices) {
            if (choice.grant() instanceof Entitlements grant && grant.allows(grant.model(call.model()), names)) {
                return choice;
            }
        }
        check(call.model(), names);
        throw denied("No team has access to the requested model: " + Schema.cut(call.model()) + ". Checked teams="
                + choices.stream().map(Caller::teamId).toList() + ". Check `/models` to see all available models.");
    }

    /** Whether the model may be asked. */
    boolean allows(String model, ModelNames names) {
        if (closed != null) {
            return false;
        }
        for (Models list : models) {
            if (!list.allowed().allows(model, names)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes sure that the model may be asked.
     *
     * @throws PermissionDeniedException when it may not
     */
    void check(String model, ModelNames names) {
        for (Models list : models) {
            if (!list.allowed().allows(model, names)) {
                throw denied(list.whose() + " not allowed to call model=" + Schema.cut(model) + ". Allowed models="
                        + list.allowed().entries().stream()
                                .map(name -> "'" + name + "'")
                                .collect(Collectors.joining(", ", "[", "]")));
            }
        }
    }

    static PermissionDeniedException denied(String message) {
        return new PermissionDeniedException(
                ErrorDetail.of(message).withType("auth_error").withCode("403"));
    }
}

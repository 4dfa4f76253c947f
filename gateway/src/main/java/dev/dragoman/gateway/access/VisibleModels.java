package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import java.util.List;

/** Which of the models on offer a caller may use. */
public record VisibleModels(ModelNames names) {

    /** Whether the model belongs to no team but the caller's. */
    public boolean isOffered(Caller caller, String model) {
        String owner = names.owner(model);
        return owner == null || caller.admin() || isOf(caller, owner);
    }

    private static boolean isOf(Caller caller, String team) {
        return team.equals(caller.teamId())
                || caller.grant() instanceof Entitlements grant
                        && grant.terms().choices().stream().anyMatch(choice -> team.equals(choice.teamId()));
    }

    /** Whether the caller may use the model of that public name. */
    public boolean sees(Caller caller, String model) {
        if (!isOffered(caller, model)) {
            return false;
        }
        if (!(caller.grant() instanceof Entitlements grant)) {
            return true;
        }
        List<Caller> choices = grant.terms().choices();
        for (Caller choice : choices) {
            if (choice.grant() instanceof Entitlements one && one.allows(model, names)) {
                return true;
            }
        }
        return choices.isEmpty() && grant.allows(model, names);
    }
}

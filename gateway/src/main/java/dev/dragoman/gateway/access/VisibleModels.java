package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import java.util.List;

/** Which of the models on offer a caller may use. */
public record VisibleModels(ModelNames names) {

    /** Whether the model belongs to no team but the caller's. */
    public boolean isOffered(Caller caller, String model) {
        String owner = names.owner(model);
        return owner == null || caller.admin() || owner.equals(caller.teamId());
    }

    /** Whether the caller may use the model of that public name. */
    public boolean sees(Caller caller, String model) {
        if (!isOffered(caller, model)) {
            return false;
        }
        if (!(caller.grant() instanceof Entitlements grant)) {
            return true;
        }
        String team = caller.teamId();
        boolean own = team != null && names.ofTeam(team, model) != null; // the team's list is about models of all
        List<Entitlements.Level> levels = grant.levels();
        for (int i = 0; i < levels.size(); i++) {
            if (own && levels.get(i).name().equals("team")) {
                continue;
            }
            if (!levels.get(i).models().allows(model, names)) {
                return false;
            }
        }
        return true;
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import java.util.List;

/** Which of the models on offer a caller may use. */
public record VisibleModels(ModelNames names) {

    /** Whether the caller may use the model of that public name. */
    public boolean sees(Caller caller, String model) {
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

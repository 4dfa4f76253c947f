package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.AccessSettings;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Lets callers use the models that they may, under the names that were agreed with them. */
public final class AccessStep implements Step {

    private final ModelNames names;
    private final RequiredParams required;

    /** For the models of those names. */
    public AccessStep(ModelNames names, Supplier<AccessSettings> settings) {
        this.names = names;
        this.required = new RequiredParams(settings);
    }

    @Override
    public Answered handle(Call asked, Next next) {
        if (!(asked.caller().grant() instanceof Entitlements known)) {
            return next.proceed(asked);
        }
        Call call = known.terms().isUsual() ? asked : known.terms().applied(asked, names);
        Entitlements grant = call.caller().grant() instanceof Entitlements chosen ? chosen : known;
        if (!call.caller().admin()) {
            required.check(call, grant);
        }
        String model = grant.model(call.model());
        check(grant, model);
        for (String standing : call.options().fallbacks().named()) {
            check(grant, grant.model(standing));
        }
        return next.proceed(model.equals(call.model()) ? call : call.of(model));
    }

    private void check(Entitlements grant, String model) {
        List<Entitlements.Level> levels = grant.levels();
        for (int i = 0; i < levels.size(); i++) {
            if (!levels.get(i).models().allows(model, names)) {
                throw denied(levels.get(i), model);
            }
        }
        grant.terms().check(model, names);
    }

    private static AuthenticationException denied(Entitlements.Level level, String model) {
        String allowed = level.models().entries().stream()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        return new AuthenticationException(ErrorDetail.of(level.name() + " not allowed to access model. This "
                        + level.name() + " can only access models=" + allowed + ". Tried to access "
                        + Schema.cut(model))
                .withType(level.name() + "_model_access_denied")
                .withParam("model")
                .withCode("401"));
    }
}

package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.AccessSettings;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
            return next.proceed(meant(asked, asked.model()));
        }
        Call call = known.terms().isUsual() ? asked : known.terms().applied(asked, names);
        Entitlements grant = call.caller().grant() instanceof Entitlements chosen ? chosen : known;
        if (!call.caller().admin()) {
            required.check(call, grant);
        }
        String model = grant.model(call.model());
        check(grant, model, ofTeam(call.caller(), model) != null);
        for (String standing : call.options().fallbacks().named()) {
            check(grant, grant.model(standing), false);
            refuseOthers(call.caller(), grant.model(standing));
        }
        return next.proceed(meant(call, model));
    }

    /** The call of the group that its caller means: of the team's own models, where it has one of that name. */
    private Call meant(Call call, String model) {
        String own = ofTeam(call.caller(), model);
        if (own == null) {
            refuseOthers(call.caller(), model);
        }
        String group = own == null ? model : own;
        return group.equals(call.model()) ? call : call.of(group);
    }

    private @Nullable String ofTeam(Caller caller, String model) {
        String team = caller.teamId();
        return team == null ? null : names.ofTeam(team, model);
    }

    private void refuseOthers(Caller caller, String model) {
        String owner = names.owner(model);
        if (owner != null && !owner.equals(caller.teamId()) && !caller.admin()) {
            throw unknown(model);
        }
    }

    /** What belongs to others looks as if it did not exist. */
    private static BadRequestException unknown(String model) {
        return new BadRequestException(ErrorDetail.of("Invalid model name passed in model=" + Schema.cut(model)
                        + ". Call `/v1/models` to view available models for your key.")
                .withType("invalid_request_error")
                .withParam("model")
                .withCode("400"));
    }

    /** The team's list is about the models of all; its own models are the team's anyway. */
    private void check(Entitlements grant, String model, boolean own) {
        List<Entitlements.Level> levels = grant.levels();
        for (int i = 0; i < levels.size(); i++) {
            if (own && levels.get(i).name().equals("team")) {
                continue;
            }
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

package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out deployments whose models are known not to answer by a schema, when the call asks for one and another deployment can. When
 * none can, they are asked, and say so themselves or leave it out as their parameter policy has it.
 */
final class AbilityScreen implements Screen {

    @Override
    public List<Deployment> keep(
            List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts) {
        if (!table.settings().router().checks().beforeCalls()
                || !(source instanceof ChatSource)
                || !asksForSchema(source.body())) {
            return candidates;
        }
        List<Deployment> kept = new ArrayList<>(candidates.size());
        for (Deployment candidate : candidates) {
            ModelTraits traits = candidate.target().traits();
            if (!traits.known() || traits.can(Ability.RESPONSE_SCHEMA)) {
                kept.add(candidate);
            }
        }
        if (kept.isEmpty() || kept.size() == candidates.size()) {
            return candidates;
        }
        for (Deployment candidate : candidates) {
            if (!kept.contains(candidate)) {
                verdicts.leftOut(
                        candidate, "response_format", candidate.modelString() + " knows no response_format by schema");
            }
        }
        return kept;
    }

    private static boolean asksForSchema(JsonBody body) {
        if (!body.isNull("response_format") && body.value("response_format") instanceof JsonObject format) {
            return "json_schema".equals(format.string("type"));
        }
        return !body.isNull("text")
                && body.value("text") instanceof JsonObject text
                && text.get("format") instanceof JsonObject format
                && "json_schema".equals(format.string("type"));
    }
}

package dev.dragoman.provider.compatible;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ChatRoles;
import java.util.HashSet;
import java.util.Set;

/** What a row's place takes: OpenAI's older names, as most do, then the rules of the row. */
final class CompatibleQuirks implements Quirks {

    private final Row row;
    private final Set<String> kept = new HashSet<>();
    private final boolean gateway;

    CompatibleQuirks(Row row) {
        this.row = row;
        for (Rule rule : row.rules) {
            if (rule instanceof Rule.Keep keep) {
                kept.addAll(keep.names());
            }
        }
        this.gateway = row.rules.stream().anyMatch(Rule.Gateway.class::isInstance);
    }

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody common = ChatParameters.common(body);
        if (gateway) {
            return Adjusted.unchanged(common);
        }
        ParameterFit parameters = new ParameterFit(usual(common), target);
        row.rules.forEach(parameters::apply);
        JsonBody fitted = MessageFit.apply(parameters.body(), row.rules, target.model());
        return new Adjusted(named(fitted, target), parameters.unsupported());
    }

    private JsonBody usual(JsonBody body) {
        JsonBody result = ChatHistory.clean(body, kept);
        if (!kept.contains("metadata")) {
            // Metadata labels calls at the gateway.
            result = result.without("metadata");
        }
        result = ChatRoles.renamed(result, "developer", "system");
        return kept.contains("max_completion_tokens") ? newerLimit(result) : olderLimit(result);
    }

    private static JsonBody newerLimit(JsonBody body) {
        return body.isNull("max_completion_tokens") ? body : body.without("max_tokens");
    }

    private static JsonBody olderLimit(JsonBody body) {
        return body.isNull("max_completion_tokens")
                ? body
                : ChatParameters.renamed(body.without("max_tokens"), "max_completion_tokens", "max_tokens");
    }

    private JsonBody named(JsonBody body, Target target) {
        String name =
                row.forms.isEmpty() ? target.model() : Naming.of(row, target).model();
        return name.equals(target.model()) ? body : body.with("model", new JsonString(name));
    }
}

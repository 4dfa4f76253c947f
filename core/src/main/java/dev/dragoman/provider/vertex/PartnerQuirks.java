package dev.dragoman.provider.vertex;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ChatRoles;
import java.util.ArrayList;
import java.util.List;

/** Partner models know OpenAI's older names; those of Mistral have a few of their own. */
final class PartnerQuirks implements Quirks {

    private static final List<String> NOT_MISTRAL =
            List.of("user", "logit_bias", "logprobs", "top_logprobs", "store", "service_tier");

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        VertexFamily family = VertexFamily.of(target.model());
        JsonBody result = ChatParameters.common(ChatHistory.clean(body)).without("metadata");
        result = limited(ChatRoles.renamed(result, "developer", "system"));
        // An endpoint serves one model, which has no name there.
        String name = family == VertexFamily.ENDPOINT ? "" : family.id(target.model());
        result = result.with("model", new JsonString(name));
        return family == VertexFamily.MISTRAL ? mistral(result) : Adjusted.unchanged(result);
    }

    private static JsonBody limited(JsonBody body) {
        return body.isNull("max_completion_tokens")
                ? body.without("max_completion_tokens")
                : ChatParameters.renamed(body.without("max_tokens"), "max_completion_tokens", "max_tokens");
    }

    private static Adjusted mistral(JsonBody body) {
        List<String> unsupported = new ArrayList<>(0);
        JsonBody result = ChatParameters.renamed(body, "seed", "random_seed").without("stream_options");
        for (String name : NOT_MISTRAL) {
            if (result.has(name) && !result.isNull(name)) {
                unsupported.add(name);
            }
            result = result.without(name);
        }
        return new Adjusted(
                "required".equals(result.string("tool_choice"))
                        ? result.with("tool_choice", new JsonString("any"))
                        : result,
                unsupported);
    }
}

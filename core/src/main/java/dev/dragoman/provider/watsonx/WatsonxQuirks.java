package dev.dragoman.provider.watsonx;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ChatRoles;
import dev.dragoman.provider.completions.Selection;
import dev.dragoman.provider.completions.ToolSchemas;
import java.util.Set;

/**
 * The body names the model and who pays for it, and how tools are chosen by a word in a member of its own. Whether to stream
 * is told by the address.
 */
final class WatsonxQuirks implements Quirks {

    private static final Set<String> TAKEN = Set.of(
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "max_tokens",
            "n",
            "presence_penalty",
            "reasoning_effort",
            "response_format",
            "seed",
            "stop",
            "temperature",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p");

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody common = ChatHistory.clean(ChatParameters.common(body))
                .without("metadata")
                .without("stream")
                .without("stream_options");
        JsonBody told = Selection.olderLimit(ChatRoles.renamed(common, "developer", "system"));
        Adjusted taken = Selection.of(told, TAKEN);
        JsonBody fitted = chosen(ToolSchemas.without(taken.body(), "strict", "additionalProperties"));
        return new Adjusted(WatsonxScope.placed(stopped(fitted), target).body(), taken.unsupported());
    }

    private static JsonBody chosen(JsonBody body) {
        String word = body.string("tool_choice");
        return word == null ? body : body.without("tool_choice").with("tool_choice_option", new JsonString(word));
    }

    /** Sequences that end the answer are a list, also when there is one. */
    private static JsonBody stopped(JsonBody body) {
        String one = body.string("stop");
        return one == null ? body : body.with("stop", JsonArray.of(new JsonString(one)));
    }
}

package dev.dragoman.provider.openai;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ChatRoles;

/** Other servers know OpenAI's older names: the role {@code system} and the limit {@code max_tokens}. */
final class CompatibleQuirks implements Quirks {

    /** Another gateway understands all that this one does, so only usage is asked for. */
    static final Quirks GATEWAY = (body, target) -> Adjusted.unchanged(ChatParameters.common(body));

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody result = ChatParameters.common(ChatHistory.clean(body)).without("metadata");
        result = ChatRoles.renamed(result, "developer", "system");
        return Adjusted.unchanged(
                result.isNull("max_completion_tokens")
                        ? result
                        : ChatParameters.renamed(result.without("max_tokens"), "max_completion_tokens", "max_tokens"));
    }
}

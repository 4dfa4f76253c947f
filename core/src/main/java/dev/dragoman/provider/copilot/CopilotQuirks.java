package dev.dragoman.provider.copilot;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ChatRoles;

/** Copilot knows OpenAI's parameters, but neither the newest role nor members of other vendors. */
final class CopilotQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody common = ChatHistory.clean(ChatParameters.common(body)).without("metadata");
        return Adjusted.unchanged(ChatRoles.renamed(common, "developer", "system"));
    }
}

package dev.dragoman.provider.bedrock;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ChatRoles;

/** The model and whether to stream stand in the address alone; streams tell their usage unasked. */
final class OpenAiQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody common = ChatHistory.clean(ChatParameters.common(body));
        JsonBody bare = ChatRoles.renamed(common, "developer", "system");
        for (String name : new String[] {"model", "stream", "stream_options", "metadata"}) {
            bare = bare.without(name);
        }
        return Adjusted.unchanged(bare);
    }
}

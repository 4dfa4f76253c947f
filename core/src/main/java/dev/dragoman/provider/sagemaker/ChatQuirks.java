package dev.dragoman.provider.sagemaker;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ChatRoles;
import dev.dragoman.provider.completions.Selection;

/** Containers know OpenAI's older names; the model's name is what the container calls it, if it calls it anything. */
final class ChatQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody common = ChatHistory.clean(ChatParameters.common(body)).without("metadata");
        JsonBody told = Selection.olderLimit(ChatRoles.renamed(common, "developer", "system"));
        String served = told.string("hf_model_name");
        return Adjusted.unchanged(
                told.without("hf_model_name").with("model", new JsonString(served == null ? target.model() : served)));
    }
}

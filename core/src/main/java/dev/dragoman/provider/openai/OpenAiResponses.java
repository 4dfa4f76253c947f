package dev.dragoman.provider.openai;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Occasion;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ModelFamily;
import dev.dragoman.provider.completions.ResponseParameters;
import dev.dragoman.provider.completions.ResponsesModel;

/**
 * Responses at OpenAI. A server at another address may not have them, so it is asked in them only where the operator says so.
 */
final class OpenAiResponses implements Occasion {

    @Override
    public boolean forItsClients(Target target) {
        return OpenAiAddress.isOwn(target) || ResponsesModel.isMarked(target.model());
    }

    @Override
    public boolean forOthers(JsonBody asked, Target target) {
        return OpenAiAddress.isOwn(target)
                ? ResponsesModel.isNeeded(asked, target)
                : ResponsesModel.isMarked(target.model());
    }

    /** The body as the model takes it. */
    static Adjusted fitted(JsonBody body, Target target) {
        JsonBody named = body.with("model", new JsonString(ResponsesModel.name(target.model())));
        return ResponseParameters.fit(named, ModelFamily.of(target.traits()));
    }
}

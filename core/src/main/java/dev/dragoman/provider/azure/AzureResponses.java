package dev.dragoman.provider.azure;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Occasion;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ResponseParameters;
import dev.dragoman.provider.completions.ResponsesModel;

/**
 * Responses at Azure, which versions of the interface have from March 2025 on.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/how-to/responses">Azure OpenAI: Responses API</a>
 */
final class AzureResponses implements Occasion {

    private static final String FIRST_VERSION = "2025-03";

    @Override
    public boolean forItsClients(Target target) {
        return isServed(target) || ResponsesModel.isMarked(target.model());
    }

    @Override
    public boolean forOthers(JsonBody asked, Target target) {
        return ResponsesModel.isMarked(target.model()) || isServed(target) && ResponsesModel.isNeeded(asked, target);
    }

    /** Whether the version in use has them; where none is named, one that has them is used. */
    private static boolean isServed(Target target) {
        String version = AzureAddress.versionOfResponses(target);
        return version == null || version.compareTo(FIRST_VERSION) >= 0;
    }

    /** The body as the deployment takes it; its name stands in the body, not in the path. */
    static Adjusted fitted(JsonBody body, Target target) {
        String deployment = ResponsesModel.name(target.model());
        JsonBody named = body.with("model", new JsonString(AzureDeployment.name(deployment)));
        return ResponseParameters.fit(named, AzureDeployment.family(deployment, target.traits()));
    }
}

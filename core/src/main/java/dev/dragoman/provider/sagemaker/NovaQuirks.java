package dev.dragoman.provider.sagemaker;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ChatRoles;
import dev.dragoman.provider.completions.Selection;
import java.util.Set;

/**
 * Nova models of one's own take a few of OpenAI's parameters and no model's name: the endpoint has one model.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/nova2-userguide/nova-sagemaker-inference-api-reference.html">AWS: Nova on
 *     SageMaker, API reference</a>
 */
final class NovaQuirks implements Quirks {

    private static final Set<String> TAKEN = Set.of(
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "stream",
            "stream_options",
            "logprobs",
            "top_logprobs",
            "reasoning_effort");

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody common = ChatHistory.clean(ChatParameters.common(body)).without("metadata");
        JsonBody told = ChatRoles.renamed(common, "developer", "system");
        return Selection.of(told.without("model").without("hf_model_name"), TAKEN);
    }
}

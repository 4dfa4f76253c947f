package dev.dragoman.provider.watsonx;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * The project or the space that a call belongs to, which is billed for it.
 *
 * @param member the member of the body that names it
 * @param id its id
 */
record WatsonxScope(String member, String id) {

    static final String PROJECT = "project_id";
    static final String SPACE = "space_id";

    static final String MISSING =
            "project_id: missing for watsonx.ai (expected: project_id or space_id in litellm_params, or"
                    + " WATSONX_PROJECT_ID or WATSONX_SPACE_ID in the environment)";

    /** What the settings name; those of the deployment go before those of the environment. Null when they name none. */
    static @Nullable WatsonxScope of(Target target) {
        String project = first(target, PROJECT, "WX_PROJECT_ID");
        String space = first(target, SPACE, "WATSONX_DEPLOYMENT_SPACE_ID", "WX_SPACE_ID");
        if (project != null) {
            return new WatsonxScope(PROJECT, project);
        }
        return space == null ? null : new WatsonxScope(SPACE, space);
    }

    /** The body with the model and who pays for it; a deployment has both already. What a client says of them counts for nothing. */
    static Adjusted placed(JsonBody body, Target target) {
        WatsonxModel model = WatsonxModel.of(target.model());
        JsonBody bare =
                body.without("model").without("model_id").without(PROJECT).without(SPACE);
        if (model.deployed()) {
            return Adjusted.unchanged(bare);
        }
        WatsonxScope scope = of(target);
        JsonBody named = bare.with("model_id", new JsonString(model.id()));
        return Adjusted.unchanged(scope == null ? named : named.with(scope.member(), new JsonString(scope.id())));
    }

    private static @Nullable String first(Target target, String... keys) {
        for (String key : keys) {
            String value = target.setting(key);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }
}

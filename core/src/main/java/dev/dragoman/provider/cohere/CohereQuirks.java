package dev.dragoman.provider.cohere;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;

/** A version before the model's name, by which LiteLLM's users choose a route, is no part of the name. */
final class CohereQuirks implements Quirks {

    private static final int LENGTH = "v2/".length();

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        String model = target.model();
        boolean versioned = model.startsWith("v2/") || model.startsWith("v1/");
        return Adjusted.unchanged(versioned ? body.with("model", new JsonString(model.substring(LENGTH))) : body);
    }
}

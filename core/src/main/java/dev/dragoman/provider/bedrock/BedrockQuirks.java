package dev.dragoman.provider.bedrock;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;

/** The model and whether to stream stand in the address alone: in the body they are refused. */
final class BedrockQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        return Adjusted.unchanged(body.without("model").without("stream"));
    }
}

package dev.dragoman.provider.vertex;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.List;

/**
 * The model and whether to stream stand in the address. How urgent a call is, is no part of a request here, and nothing is
 * stored.
 */
final class GeminiQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        String tier = body.string("serviceTier");
        JsonBody adjusted =
                body.without("model").without("stream").without("serviceTier").without("store");
        boolean asks = tier != null && !tier.equals("standard") && !tier.equals("unspecified");
        return new Adjusted(adjusted, asks ? List.of("service_tier") : List.of());
    }
}

package dev.dragoman.provider.vertex;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.List;

/** The model and whether to stream stand in the address. Nothing is stored, and the usual tier needs no word. */
final class GeminiQuirks implements Quirks {

    private static final String TIER = "serviceTier";

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody adjusted = body.without("model").without("stream");
        String tier = body.string(TIER);
        if ("standard".equals(tier) || "unspecified".equals(tier)) {
            adjusted = adjusted.without(TIER);
        }
        boolean stores = Boolean.TRUE.equals(body.bool("store"));
        return new Adjusted(adjusted.without("store"), stores ? List.of("store") : List.of());
    }
}

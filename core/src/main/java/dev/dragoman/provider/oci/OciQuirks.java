package dev.dragoman.provider.oci;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import org.jspecify.annotations.Nullable;

/** Around the request stand the compartment that pays for it, and the model or the dedicated endpoint that serves it. */
final class OciQuirks implements Quirks {

    static final String COMPARTMENT = "oci_compartment_id";

    private static final String DEDICATED = "DEDICATED";
    private static final String ENDPOINT_ID = "ocid1.generativeaiendpoint.";

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonObject serving = serving(target);
        String compartment = target.setting(COMPARTMENT);
        JsonBody placed = body.with("compartmentId", new JsonString(compartment == null ? "" : compartment.strip()));
        return Adjusted.unchanged(placed.with("servingMode", serving));
    }

    /** How the model is served: by the model's name for all, or by an endpoint of one's own. */
    static JsonObject serving(Target target) {
        String endpoint = endpoint(target);
        JsonObject.Builder serving = JsonObject.builder();
        return endpoint == null
                ? serving.put("servingType", "ON_DEMAND")
                        .put("modelId", target.model())
                        .build()
                : serving.put("servingType", DEDICATED)
                        .put("endpointId", endpoint)
                        .build();
    }

    private static @Nullable String endpoint(Target target) {
        String named = target.setting("oci_endpoint_id");
        if (named != null && !named.isBlank()) {
            return named.strip();
        }
        boolean dedicated = DEDICATED.equalsIgnoreCase(target.setting("oci_serving_mode"));
        return dedicated || target.model().startsWith(ENDPOINT_ID) ? target.model() : null;
    }
}

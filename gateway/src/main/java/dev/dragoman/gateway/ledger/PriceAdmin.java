package dev.dragoman.gateway.ledger;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.config.PriceSettings;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import java.util.function.Supplier;

/** Where prices come from, for administrators. */
public final class PriceAdmin {

    private final PriceWatch watch;
    private final Supplier<PriceSettings> settings;

    public PriceAdmin(PriceWatch watch, Supplier<PriceSettings> settings) {
        this.watch = watch;
        this.settings = settings;
    }

    /**
     * Reads the price maps anew.
     *
     * @throws BadRequestException when there are none, or when they cannot be used; then the old prices stay
     */
    public JsonObject reload() {
        if (!settings.get().hasSource()) {
            throw refused("there is no price map to be read (expected: dragoman_settings.price_file,"
                    + " litellm_settings.model_cost_map_url or LITELLM_MODEL_COST_MAP_URL)");
        }
        PriceWatch.State state = watch.reload();
        if (state.failure() != null) {
            throw refused("the new prices cannot be used, the old ones stay: " + state.failure());
        }
        return JsonObject.builder()
                .put("message", "Price data reloaded successfully! " + state.models() + " models updated.")
                .put("status", "success")
                .put("models_count", state.models())
                .put("timestamp", String.valueOf(state.read()))
                .build();
    }

    /** What was read last, and when. */
    public JsonObject source() {
        PriceWatch.State state = watch.state();
        JsonObject.Builder told = JsonObject.builder()
                .put("source", state.sources().isEmpty() ? "built-in" : state.sources())
                .put("models_count", state.models());
        if (state.read() == null) {
            told.put("last_reload", JsonNull.NULL);
        } else {
            told.put("last_reload", state.read().toString());
        }
        told.put("reload_interval_seconds", settings.get().reload().toSeconds());
        return told.putIfPresent("error", state.failure()).build();
    }

    private static BadRequestException refused(String message) {
        return new BadRequestException(ErrorDetail.of(message).withType("invalid_request_error"));
    }
}

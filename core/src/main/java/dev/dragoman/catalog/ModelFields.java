package dev.dragoman.catalog;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a model as fields of LiteLLM's price map, as its clients read them. */
public final class ModelFields {

    private static final int THOUSAND = 1_000;

    private ModelFields() {}

    /** Key, provider, limits, capabilities and prices. */
    public static JsonObject of(CatalogModel model) {
        JsonObject.Builder fields = JsonObject.builder();
        fields.put("key", model.key());
        fields.put("litellm_provider", model.provider());
        fields.put("mode", model.mode());
        put(fields, "max_tokens", model.maxOutputTokens());
        put(fields, "max_input_tokens", model.maxInputTokens());
        put(fields, "max_output_tokens", model.maxOutputTokens());
        facts(fields, model);
        prices(fields, model.prices());
        AbilityFields.write(model.abilities(), fields);
        return fields.build();
    }

    /** The prices alone; those that clients always look for are null when they are unknown. */
    public static void prices(JsonObject.Builder fields, Prices prices) {
        for (Rate rate : new Rate[] {Rate.INPUT, Rate.OUTPUT}) {
            if (prices.dollars(rate) == null) {
                fields.put(rate.field(), JsonNull.NULL);
            }
        }
        JsonObject.Builder search = JsonObject.builder();
        for (Map.Entry<PriceName, BigDecimal> price : prices.dollars().entrySet()) {
            PriceName name = price.getKey();
            if (name.rate().isSearch()) {
                search.put(name.rate().field(), number(price.getValue()));
            } else if (name.above() % THOUSAND == 0) {
                fields.put(name.field(), number(price.getValue()));
            }
        }
        JsonObject bySize = search.build();
        fields.putIfPresent("search_context_cost_per_query", bySize.isEmpty() ? null : bySize);
    }

    private static void facts(JsonObject.Builder fields, CatalogModel model) {
        String vector = model.fact("vector");
        fields.putIfPresent("output_vector_size", vector == null ? null : new JsonNumber(vector));
        fields.putIfPresent("deprecation_date", model.fact("ends"));
        String more = model.fact("can");
        if (more != null) {
            for (String ability : more.split(",", -1)) {
                fields.put("supports_" + ability, true);
            }
        }
    }

    private static void put(JsonObject.Builder fields, String name, @Nullable Long value) {
        fields.put(name, value == null ? JsonNull.NULL : JsonNumber.of(value));
    }

    /** A decimal in JSON's notation, short also when it is small. */
    private static JsonNumber number(BigDecimal value) {
        BigDecimal bare = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return new JsonNumber(bare.scale() <= 0 ? bare.toPlainString() : bare.toString());
    }
}

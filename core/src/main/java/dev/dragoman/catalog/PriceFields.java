package dev.dragoman.catalog;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prices among the fields of an entry in LiteLLM's format. Numbers may stand in quotes. A field that is no right price is
 * left out and told of.
 *
 * @param dollars prices in US dollars per unit
 * @param factors factors on them, by circumstance
 * @param mistakes what was left out and why
 */
public record PriceFields(Map<PriceName, BigDecimal> dollars, Map<String, BigDecimal> factors, List<String> mistakes) {

    private static final String CONTEXT = "search_context_cost_per_query";
    private static final String TIERS = "tiered_pricing";
    private static final String CACHE_HIT = "input_cost_per_token_cache_hit";
    private static final String VENDOR = "provider_specific_entry";
    private static final String BILLING = "web_search_billing_unit";
    private static final String UPLIFT = "regional_processing_uplift_multiplier_";

    /** What OpenAI charges more for at its address for governments. */
    private static final String GOVERNMENT_UPLIFT = "fedramp_uplift_multiplier";

    /** What Vertex AI charges more for wherever a model is not asked for globally. */
    private static final String ENDPOINT_UPLIFT = "regional_endpoint_uplift_multiplier";

    private static final int MAX_LITERAL = 60;
    private static final int MAX_SCALE = 40;

    /** No price is too small to be told, and none is larger than this. */
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    public PriceFields {
        dollars = java.util.Collections.unmodifiableMap(dollars);
        factors = java.util.Collections.unmodifiableMap(factors);
        mistakes = List.copyOf(mistakes);
    }

    /** The prices of an entry; all other fields are passed over. */
    public static PriceFields of(JsonObject entry) {
        Reading reading = new Reading();
        JsonArray tiers = entry.array(TIERS);
        if (tiers != null) {
            reading.tiers(tiers);
        }
        entry.forEach(reading::field);
        return new PriceFields(reading.dollars, reading.factors, reading.mistakes);
    }

    /** Whether the field is one that these prices are read from. */
    public static boolean isPrice(String field) {
        return PriceName.ofField(field) != null
                || field.equals(CONTEXT)
                || field.equals(TIERS)
                || field.equals(BILLING)
                || field.equals(VENDOR)
                || field.equals(ENDPOINT_UPLIFT)
                || field.equals(GOVERNMENT_UPLIFT)
                || field.startsWith(UPLIFT);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return dollars.isEmpty() && factors.isEmpty();
    }

    private static final class Reading {

        private final Map<PriceName, BigDecimal> dollars = new LinkedHashMap<>();
        private final Map<String, BigDecimal> factors = new LinkedHashMap<>();
        private final List<String> mistakes = new ArrayList<>();

        void field(String name, JsonValue value) {
            switch (name) {
                case TIERS -> {}
                case CONTEXT -> context(value);
                case VENDOR -> factors(value);
                case BILLING -> billing(value);
                case CACHE_HIT -> cacheHit(value);
                case GOVERNMENT_UPLIFT -> factor("region_gov", GOVERNMENT_UPLIFT, value);
                case ENDPOINT_UPLIFT -> factor(Prices.REGIONAL_ENDPOINT, ENDPOINT_UPLIFT, value);
                default -> plain(name, value);
            }
        }

        private void plain(String name, JsonValue value) {
            if (name.startsWith(UPLIFT)) {
                factor("region_" + name.substring(UPLIFT.length()), name, value);
                return;
            }
            PriceName price = PriceName.ofField(name);
            if (price != null && value != JsonNull.NULL) {
                price(price, name, value);
            }
        }

        private void price(PriceName price, String name, JsonValue value) {
            BigDecimal number = number(value);
            if (number == null) {
                mistakes.add(name + ": " + shown(value) + " (expected: US dollars per unit, zero or more)");
            } else {
                dollars.put(price, number);
            }
        }

        /** An older name; the newer one counts. */
        private void cacheHit(JsonValue value) {
            PriceName price = PriceName.of(Rate.CACHE_READ);
            BigDecimal number = number(value);
            if (number != null) {
                dollars.putIfAbsent(price, number);
            }
        }

        private void context(JsonValue value) {
            if (value instanceof JsonObject sizes) {
                sizes.forEach((size, price) -> {
                    Rate rate = Rate.ofField(size);
                    if (rate != null && rate.isSearch()) {
                        price(PriceName.of(rate), CONTEXT + "." + size, price);
                    }
                });
            }
        }

        private void factors(JsonValue value) {
            if (value instanceof JsonObject named) {
                named.forEach((name, factor) -> {
                    if (factor instanceof JsonNumber) {
                        factor(name, VENDOR + "." + name, factor);
                    }
                });
            }
        }

        private void factor(String name, String field, JsonValue value) {
            BigDecimal number = number(value);
            if (number == null) {
                mistakes.add(field + ": " + shown(value) + " (expected: a factor, zero or more)");
            } else {
                factors.put(name, number);
            }
        }

        private void billing(JsonValue value) {
            if (value instanceof JsonString unit && unit.value().equals("per_query")) {
                factors.put(Prices.SEARCH_BY_QUERY, BigDecimal.ONE);
            }
        }

        void tiers(JsonArray tiers) {
            List<JsonObject> sorted = new ArrayList<>();
            for (JsonValue tier : tiers.items()) {
                if (tier instanceof JsonObject step && from(step) >= 0) {
                    sorted.add(step);
                } else {
                    mistakes.add(TIERS + ": " + shown(tier) + " (expected: a map with a range of two numbers)");
                }
            }
            sorted.sort(Comparator.comparingLong(Reading::from));
            for (int i = 0; i < sorted.size(); i++) {
                JsonObject step = sorted.get(i);
                long above = i == 0 ? 0 : from(step);
                step.forEach((name, value) -> {
                    PriceName price = PriceName.ofField(name);
                    if (price != null) {
                        price(new PriceName(price.rate(), above, price.tier()), TIERS + "." + name, value);
                    }
                });
            }
        }

        /** Above how much the step counts; negative when it does not say. */
        private static long from(JsonObject step) {
            JsonArray tokens = step.array("range");
            JsonArray results = step.array("max_results_range");
            BigDecimal lowest = number(first(tokens == null ? results : tokens));
            if (lowest == null) {
                return -1;
            }
            return tokens == null ? Math.max(0, lowest.longValue() - 1) : lowest.longValue();
        }

        private static JsonValue first(@Nullable JsonArray range) {
            return range == null || range.items().isEmpty()
                    ? JsonNull.NULL
                    : range.items().getFirst();
        }
    }

    private static @Nullable BigDecimal number(JsonValue value) {
        String literal = switch (value) {
            case JsonNumber number -> number.literal();
            case JsonString text -> text.value().strip();
            case JsonArray none -> "";
            case JsonObject none -> "";
            case JsonBoolean none -> "";
            case JsonNull none -> "";
        };
        if (literal.isEmpty() || literal.length() > MAX_LITERAL) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(literal);
            boolean right = number.signum() >= 0 && number.scale() <= MAX_SCALE && number.compareTo(MOST) <= 0;
            return right ? number : null;
        } catch (NumberFormatException none) {
            // The caller tells what was expected.
            return null;
        }
    }

    private static String shown(JsonValue value) {
        String text = value.toJson();
        return text.length() <= MAX_LITERAL ? text : text.substring(0, MAX_LITERAL) + "...";
    }
}

package dev.dragoman.gateway.config;

import dev.dragoman.catalog.PriceFields;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The right values of one section, by canonical name. What was wrong has been told and is absent. Immutable.
 *
 * @param known values of known keys, of the classes that their types give
 * @param others the other keys
 */
record SectionValues(Map<String, Object> known, JsonObject others) {

    SectionValues {
        known = Map.copyOf(known);
    }

    @Nullable
    String text(String key) {
        return (String) known.get(key);
    }

    @Nullable
    Path path(String key) {
        return (Path) known.get(key);
    }

    @Nullable
    Boolean truth(String key) {
        return (Boolean) known.get(key);
    }

    boolean truth(String key, boolean fallback) {
        return (Boolean) known.getOrDefault(key, fallback);
    }

    @Nullable
    Long whole(String key) {
        return (Long) known.get(key);
    }

    int whole(String key, int fallback) {
        return Math.toIntExact((Long) known.getOrDefault(key, (long) fallback));
    }

    @Nullable
    Integer count(String key) {
        Long value = whole(key);
        return value == null ? null : Math.toIntExact(value);
    }

    /** The number as it was written. */
    @Nullable
    BigDecimal decimal(String key) {
        return known.get(key) instanceof BigDecimal number ? number : null;
    }

    @Nullable
    Double number(String key) {
        return known.get(key) instanceof BigDecimal number ? number.doubleValue() : null;
    }

    /** A number of mebibytes in bytes. */
    @Nullable
    Integer mebibytes(String key) {
        return known.get(key) instanceof BigDecimal megabytes
                ? megabytes.multiply(BigDecimal.valueOf(1 << 20)).intValue()
                : null;
    }

    Duration span(String key, Duration fallback) {
        return (Duration) known.getOrDefault(key, fallback);
    }

    /** The span; null when it is not set. */
    @Nullable
    Duration spanOrNull(String key) {
        return (Duration) known.get(key);
    }

    /** The span; null also for zero, which in LiteLLM means that none is set. */
    @Nullable
    Duration limit(String key) {
        return known.get(key) instanceof Duration span && !span.isZero() ? span : null;
    }

    List<String> texts(String key) {
        return known.get(key) instanceof List<?> texts
                ? texts.stream().map(Object::toString).toList()
                : List.of();
    }

    Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (known.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
        }
        return texts;
    }

    JsonObject object(String key) {
        return (JsonObject) known.getOrDefault(key, JsonObject.EMPTY);
    }

    /** The prices in LiteLLM's fields. */
    JsonObject prices() {
        JsonObject.Builder prices = JsonObject.builder();
        known.forEach((key, value) -> {
            if (PriceFields.isPrice(key)) {
                switch (value) {
                    case BigDecimal number -> prices.put(key, new JsonNumber(number.toString()));
                    case JsonValue json -> prices.put(key, json);
                    default -> prices.put(key, value.toString());
                }
            }
        });
        return prices.build();
    }

    /** Keys that are named like prices, and are none. */
    List<String> unknownPrices() {
        return known.keySet().stream()
                .filter(key -> key.contains("_cost") && !PriceFields.isPrice(key))
                .sorted()
                .toList();
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "keys " + new TreeSet<>(known.keySet()) + " and " + others.names();
    }
}

package dev.dragoman.catalog;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models read from a price map in LiteLLM's format: key to entry. An entry without a provider is taken to be of the provider
 * that its key begins with. What is wrong in it is left out and told of. Immutable.
 */
public final class PriceMap {

    private static final String DOCUMENTATION = "sample_spec";
    private static final int MAX_MISTAKES = 20;

    private final Map<String, CatalogModel> models;
    private final List<String> mistakes;

    private PriceMap(Map<String, CatalogModel> models, List<String> mistakes) {
        this.models = models;
        this.mistakes = List.copyOf(mistakes);
    }

    /** The models of a map. */
    public static PriceMap of(JsonObject map) {
        Map<String, CatalogModel> models = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        map.forEach((key, value) -> {
            if (!(value instanceof JsonObject entry)) {
                mistakes.add(key + ": no map of its prices");
            } else if (!key.equals(DOCUMENTATION) && !entry.has("rules")) {
                models.put(key, model(key, entry, mistakes));
            }
        });
        return new PriceMap(models, mistakes.subList(0, Math.min(mistakes.size(), MAX_MISTAKES)));
    }

    /** How many models it has. */
    public int size() {
        return models.size();
    }

    /** What was left out and why; not all when there is much. */
    public List<String> mistakes() {
        return mistakes;
    }

    Models over(Models below) {
        return new Models() {

            @Override
            public @Nullable CatalogModel get(String key) {
                CatalogModel own = models.get(key);
                CatalogModel built = below.get(key);
                return own == null ? built : built == null ? own : merged(own, built);
            }

            @Override
            public List<CatalogModel> all() {
                Map<String, CatalogModel> all = new LinkedHashMap<>();
                below.all().forEach(model -> all.put(model.key(), model));
                models.keySet().forEach(key -> all.put(key, java.util.Objects.requireNonNull(get(key))));
                return List.copyOf(all.values());
            }
        };
    }

    /** An entry may tell prices only; then the rest stays as it is known. What changes requests is not taken from prices. */
    private static CatalogModel merged(CatalogModel own, CatalogModel built) {
        return new CatalogModel(
                own.key(),
                own.provider().isEmpty() ? built.provider() : own.provider(),
                own.mode().isEmpty() ? built.mode() : own.mode(),
                own.maxInputTokens() == null ? built.maxInputTokens() : own.maxInputTokens(),
                own.maxOutputTokens() == null ? built.maxOutputTokens() : own.maxOutputTokens(),
                own.abilities().isEmpty() || built.complete() ? built.abilities() : own.abilities(),
                built.complete(),
                own.facts().isEmpty() ? built.facts() : own.facts(),
                own.priceText().isEmpty() ? built.priceText() : own.priceText());
    }

    private static CatalogModel model(String key, JsonObject entry, List<String> mistakes) {
        PriceFields prices = PriceFields.of(entry);
        prices.mistakes().forEach(mistake -> mistakes.add(key + ": " + mistake));
        return new CatalogModel(
                key,
                provider(key, entry),
                mode(entry),
                limit(entry, "max_input_tokens"),
                outputLimit(entry),
                AbilityFields.read(entry),
                false,
                facts(entry),
                PriceText.write(prices.dollars(), prices.factors()));
    }

    private static String mode(JsonObject entry) {
        String mode = entry.string("mode");
        return mode == null ? "" : mode;
    }

    private static String provider(String key, JsonObject entry) {
        String told = entry.string("litellm_provider");
        int slash = key.indexOf('/');
        return told != null ? ProviderNames.home(told) : slash < 0 ? "" : key.substring(0, slash);
    }

    /** The older field means the answer, where no newer one says anything. */
    private static @Nullable Long outputLimit(JsonObject entry) {
        boolean newer = entry.has("max_input_tokens") || entry.has("max_output_tokens");
        return limit(entry, newer ? "max_output_tokens" : "max_tokens");
    }

    private static @Nullable Long limit(JsonObject entry, String name) {
        JsonValue value = entry.get(name);
        try {
            Long limit = switch (value) {
                case JsonNumber number
                when number.literal().length() < 20 -> new BigDecimal(number.literal()).longValue();
                case JsonString text -> Long.valueOf(text.value().strip());
                case null, default -> null;
            };
            return limit == null || limit <= 0 ? null : limit;
        } catch (NumberFormatException none) {
            // A limit in words is none.
            return null;
        }
    }

    private static String facts(JsonObject entry) {
        StringBuilder facts = new StringBuilder();
        Long vector = limit(entry, "output_vector_size");
        Long cached = limit(entry, "prompt_cache_min_tokens");
        String ends = entry.string("deprecation_date");
        append(facts, "vector", vector == null ? null : vector.toString());
        append(facts, "cache_min", cached == null ? null : cached.toString());
        append(facts, "ends", ends == null || ends.indexOf(' ') >= 0 ? null : ends);
        return facts.toString();
    }

    private static void append(StringBuilder facts, String name, @Nullable String value) {
        if (value != null) {
            facts.append(facts.isEmpty() ? "" : " ").append(name).append('=').append(value);
        }
    }
}

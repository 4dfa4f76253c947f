package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceMapTest {

    @Test
    void aModelOfTheMapIsFound() {
        PriceMap map = map("""
                {"sample_spec":{"mode":"one of"},"somebody/new-model":{"litellm_provider":"somebody","mode":"chat",
                "max_tokens":100,"input_cost_per_token":1e-6,"output_cost_per_token":"2e-6","supports_vision":true,
                "supports_sampling_params":false,"deprecation_date":"2027-01-01","output_vector_size":3}}""");
        Catalog catalog = Catalog.builtIn().with(map);

        CatalogModel found = Objects.requireNonNull(catalog.priced("somebody", "new-model", null, null));

        assertThat(map.size()).isEqualTo(1);
        assertThat(map.mistakes()).isEmpty();
        assertThat(found.maxOutputTokens()).isEqualTo(100);
        assertThat(found.abilities()).containsExactlyInAnyOrder(Ability.VISION, Ability.NO_SAMPLING_PARAMS);
        assertThat(found.fact("ends")).isEqualTo("2027-01-01");
        assertThat(found.prices().dollars(Rate.OUTPUT)).isEqualByComparingTo("0.000002");
        assertThat(catalog.priced("openai", "gpt-5", null, null)).isNotNull();
        assertThat(catalog.all()).hasSize(Catalog.builtIn().all().size() + 1);
    }

    @Test
    void anEntryMayTellPricesOnly() {
        Catalog catalog = Catalog.builtIn().with(map("{\"gpt-5\":{\"input_cost_per_token\":1}}"));

        CatalogModel changed = Objects.requireNonNull(catalog.priced("openai", "gpt-5", null, null));
        ModelTraits traits = catalog.traits("openai", "gpt-5", null);

        assertThat(changed.prices().dollars(Rate.INPUT)).isEqualByComparingTo("1");
        assertThat(changed.provider()).isEqualTo("openai");
        assertThat(changed.mode()).isEqualTo("chat");
        assertThat(traits).isEqualTo(Catalog.builtIn().traits("openai", "gpt-5", null));
    }

    @Test
    void theProviderOfAnEntryMayStandInItsKey() {
        Catalog catalog = Catalog.builtIn().with(map("{\"groq/new\":{\"input_cost_per_token\":1}}"));

        assertThat(catalog.priced("groq", "new", null, null)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"m":7}|m: no map of its prices
            {"m":{"input_cost_per_token":"cheap"}}|m: input_cost_per_token: "cheap" (expected: US dollars per unit
            {"m":{"input_cost_per_token":-1}}|m: input_cost_per_token: -1
            {"m":{"input_cost_per_token":true}}|m: input_cost_per_token: true
            {"m":{"output_cost_per_token_above_128k_tokens_flex":[]}}|m: output_cost_per_token_above_128k_tokens_flex: []
            {"m":{"input_cost_per_token":1e999999999}}|m: input_cost_per_token: 1e999999999
            {"m":{"input_cost_per_token":1e-999999999}}|m: input_cost_per_token: 1e-999999999
            {"m":{"tiered_pricing":[{"input_cost_per_token":1}]}}|m: tiered_pricing: {"input_cost_per_token":1} (expected: a map with a range
            {"m":{"search_context_cost_per_query":{"search_context_size_low":"x"}}}|search_context_cost_per_query.search_context_size_low: "x"
            {"m":{"regional_processing_uplift_multiplier_eu":"x"}}|regional_processing_uplift_multiplier_eu: "x" (expected: a factor
            """)
    void whatIsWrongIsLeftOutAndTold(String json, String told) {
        PriceMap map = map(json);

        assertThat(map.mistakes()).hasSize(1);
        assertThat(map.mistakes().getFirst()).contains(told);
        assertThat(Catalog.builtIn().with(map).priced("openai", "gpt-5", null, null))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "input_cost_per_token,true",
        "input_cost_per_token_above_200k_tokens_priority,true",
        "output_cost_per_second_1080p,true",
        "cache_creation_input_token_cost_above_1hr_above_200k_tokens,true",
        "search_context_cost_per_query,true",
        "tiered_pricing,true",
        "input_cost_per_token_above_manyk_tokens,false",
        "input_cost_per_smile,false",
        "temperature,false"
    })
    void pricesAreKnownByTheirNames(String field, boolean price) {
        assertThat(PriceFields.isPrice(field)).isEqualTo(price);
    }

    @Test
    void theOlderNameOfThePriceOfACacheGivesWayToTheNewer() {
        PriceFields both = PriceFields.of(
                Json.parseObject("{\"input_cost_per_token_cache_hit\":1,\"cache_read_input_token_cost\":2}"));
        PriceFields old = PriceFields.of(Json.parseObject("{\"input_cost_per_token_cache_hit\":1}"));

        assertThat(both.dollars().get(PriceName.of(Rate.CACHE_READ))).isEqualByComparingTo("2");
        assertThat(old.dollars().get(PriceName.of(Rate.CACHE_READ))).isEqualByComparingTo("1");
    }

    @Test
    void aModelIsShownAsInThePriceMap() {
        CatalogModel model = Objects.requireNonNull(Catalog.builtIn().find("anthropic", "claude-opus-4-7"));

        JsonObject shown = ModelFields.of(model);

        assertThat(shown.string("litellm_provider")).isEqualTo("anthropic");
        assertThat(shown.bool("supports_vision")).isTrue();
        assertThat(shown.bool("supports_sampling_params")).isFalse();
        assertThat(shown.bool("supports_max_reasoning_effort")).isTrue();
        assertThat(shown.number("input_cost_per_token")).isEqualTo(5e-6);
        assertThat(shown.object("search_context_cost_per_query")).isNotNull();
        assertThat(shown.integer("max_input_tokens")).isEqualTo(1_000_000);
    }

    private static PriceMap map(String json) {
        return PriceMap.of(Json.parseObject(json));
    }
}

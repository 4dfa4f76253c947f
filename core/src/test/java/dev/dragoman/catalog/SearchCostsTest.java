package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Served;
import dev.dragoman.model.Terms;
import dev.dragoman.model.Usage;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vendors' searches and other tools cost, in nano-dollars worked out by hand. */
class SearchCostsTest {

    @ParameterizedTest
    @CsvSource({
        "openai,WEB_SEARCHES,3,0,30000000", // 3 x 0.01
        "azure,WEB_SEARCHES,1,0,10000000",
        "openai,PREVIEW_SEARCHES,2,0,50000000", // 2 x 0.025, the model does not reason
        "openai,PREVIEW_SEARCHES,2,64,20000000", // 2 x 0.01, it does
        "xai,WEB_SEARCHES,4,0,20000000", // 4 x 0.005
        "xai,WEB_SOURCES,3,0,75000000", // 3 x 0.025
        "openai,FILE_SEARCHES,2,0,5000000" // 2 x 0.0025
    })
    void vendorsHaveOnePriceForAllModels(String provider, Meter meter, long count, long reasoning, long nanos) {
        Prices prices = prices(provider, "{\"input_cost_per_token\":0,\"output_cost_per_token\":0}");

        Cost cost = Pricing.cost(prices, reasoned(reasoning).with(meter, count), Adjustment.NONE);

        assertThat(cost.nanos(Part.TOOLS)).isEqualTo(nanos);
        assertThat(cost.isComplete()).isTrue();
    }

    @Test
    void searchesWithoutAnyPriceAreLoud() {
        Prices prices = prices("somebody", "{\"input_cost_per_token\":0,\"output_cost_per_token\":0}");

        Cost cost = Pricing.cost(prices, Metering.of(Usage.NONE).with(Meter.WEB_SEARCHES, 1), Adjustment.NONE);

        assertThat(cost.isComplete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # OpenAI's models that always search, by how much they read: 0.03, 0.035, 0.05
            gpt-4o-search-preview,low,30000000
            gpt-4o-search-preview,-,35000000
            gpt-4o-search-preview,high,50000000
            # without prices of their own: those of the preview
            gpt-4o-mini-search-preview-2025-03-11,-,25000000
            # Perplexity asks for each request, and reads little when not told otherwise
            perplexity/sonar,-,5000000
            perplexity/sonar,medium,8000000
            perplexity/sonar-pro,high,14000000
            """)
    void modelsThatAlwaysSearchAreChargedOncePerAnswer(String model, @Nullable String context, long nanos) {
        CatalogModel found = model(null, model);
        Metering asked = Metering.of(Usage.NONE.serving(Served.UNSAID.reading(context)));

        Cost cost = Pricing.cost(found.prices(), asked, Adjustment.NONE);

        assertThat(cost.nanos(Part.TOOLS)).isEqualTo(nanos);
    }

    @Test
    void perplexitysFeeIsForTheRequestAndNotForEverySearch() {
        CatalogModel sonar = model("perplexity", "sonar");
        CatalogModel research = model("perplexity", "sonar-deep-research");
        Metering searched = Metering.of(withExtras("{\"num_search_queries\":4}"));

        assertThat(Pricing.cost(sonar.prices(), searched, Adjustment.NONE).nanos())
                .isEqualTo(5_000_000);
        assertThat(Pricing.cost(research.prices(), searched, Adjustment.NONE).nanos())
                .isEqualTo(4 * 5_000_000);
    }

    @ParameterizedTest
    @CsvSource({"gemini-2.5-flash,3,35000000", "gemini-3-pro-preview,3,42000000"})
    void googlesGenerationsChargeByPromptOrByQuery(String model, long queries, long nanos) {
        CatalogModel found = model("gemini", model);
        Metering grounded = Metering.of(Usage.NONE.serving(Served.UNSAID.with(Meter.GROUNDING_QUERIES, queries)));

        assertThat(Pricing.cost(found.prices(), grounded, Adjustment.NONE).nanos())
                .isEqualTo(nanos);
    }

    @Test
    void toolsCostTheSameInABatchInEveryClassOfServiceAndEveryPlace() {
        Prices prices = prices("openai", """
                {"input_cost_per_token":1e-6,"output_cost_per_token":1e-6,"code_interpreter_cost_per_session":0.03,
                "search_context_cost_per_query":{"search_context_size_medium":0.01},
                "regional_processing_uplift_multiplier_eu":1.1,"provider_specific_entry":{"us":1.1}}""");
        Metering used =
                Metering.of(Usage.of(100, 0)).with(Meter.WEB_SEARCHES, 1).with(Meter.CODE_SESSIONS, 1);
        long tools = 10_000_000 + 30_000_000;

        assertThat(nanos(prices, used.on(Terms.USUAL.inBatch()))).isEqualTo(50 * 1_000 + tools);
        assertThat(nanos(prices, used.on(new Terms("flex", null, "us", null, null, false))))
                .isEqualTo(100 * 1_100 + tools);
        assertThat(nanos(prices.inRegion("eu"), used)).isEqualTo(100 * 1_100 + tools);
    }

    @Test
    void whatXAiSaysItChargedCountsWithAllItsSearches() {
        Prices prices = prices("xai", "{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":1e-6}");
        Usage told = withExtras("""
                {"cost_in_usd_ticks":37756000,"num_sources_used":9,"server_side_tool_usage_details":{"web_search_calls":2}}""");
        Usage untold = withExtras("{\"server_side_tool_usage_details\":{\"web_search_calls\":2,\"x_search_calls\":1}}");

        assertThat(nanos(prices, Metering.of(told))).isEqualTo(3_775_600); // 37756000 x 1e-10
        assertThat(nanos(prices, Metering.of(untold))).isEqualTo(3 * 5_000_000);
    }

    @Test
    void sessionsOfCodeCostWhatTheVendorListsApart() {
        Prices model = prices("openai", "{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":1e-6}");
        CatalogModel container = model("openai", "container");

        Prices all = model.orElse(Rate.CODE_SESSION, container.prices());
        assertThat(nanos(all, Metering.of(Usage.NONE).with(Meter.CODE_SESSIONS, 2)))
                .isEqualTo(2 * 30_000_000);
        assertThat(Prices.UNKNOWN.orElse(Rate.CODE_SESSION, container.prices()).isKnown())
                .isFalse();
    }

    private static long nanos(Prices prices, Metering metering) {
        Cost cost = Pricing.cost(prices, metering, Adjustment.NONE);
        assertThat(cost.isComplete()).isTrue();
        return cost.nanos();
    }

    private static CatalogModel model(@Nullable String provider, String name) {
        return Objects.requireNonNull(Catalog.builtIn().find(provider, name), name);
    }

    private static Metering reasoned(long tokens) {
        return Metering.of(new Usage(null, tokens, null, null, null, null, tokens, null, null, JsonObject.EMPTY));
    }

    private static Usage withExtras(String extras) {
        return new Usage(0L, 0L, null, null, null, null, null, null, null, Json.parseObject(extras));
    }

    private static Prices prices(String provider, String json) {
        PriceFields fields = PriceFields.of(Json.parseObject(json));
        return new Prices(provider, "chat", fields.dollars(), Map.copyOf(fields.factors()), false);
    }
}

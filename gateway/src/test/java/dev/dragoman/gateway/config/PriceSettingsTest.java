package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.catalog.Adjustment;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void everythingAboutPricesCanBeSet() throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), "{}");

        PriceSettings prices = Configs.in(folder)
                .settings("""
                litellm_settings:
                  model_cost_map_url: https://prices.example.com/map.json
                  cost_discount_config: {openai: 0.05, vertex_ai: "0.2"}
                  cost_margin_config: {openai: 0.1, azure: {percentage: 0.08, fixed_amount: 0.0005}, global: {fixed_amount: 1}}
                dragoman_settings: {price_file: FILE, price_reload: 10m}
                """.replace("FILE", file.toString()))
                .prices();

        assertThat(prices.mapUrl()).isEqualTo("https://prices.example.com/map.json");
        assertThat(prices.file()).isEqualTo(file);
        assertThat(prices.reload()).isEqualTo(Duration.ofMinutes(10));
        assertThat(prices.adjustment("openai")).isEqualTo(adjustment("0.05", "0.1", "0"));
        assertThat(prices.adjustment("vertex_ai")).isEqualTo(adjustment("0.2", "0", "1"));
        assertThat(prices.adjustment("azure")).isEqualTo(adjustment("0", "0.08", "0.0005"));
        assertThat(prices.adjustment("groq")).isEqualTo(adjustment("0", "0", "1"));
    }

    @Test
    void theAddressMayStandInTheEnvironmentAndBeLeftUnread() {
        Configs configs =
                Configs.in(folder).with(Map.of("LITELLM_MODEL_COST_MAP_URL", "https://prices.example.com/map.json"));

        assertThat(configs.settings("model_list: []").prices().mapUrl())
                .isEqualTo("https://prices.example.com/map.json");
        assertThat(configs.settings("litellm_settings: {local_model_cost_map: true}")
                        .prices()
                        .mapUrl())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            litellm_settings: {cost_discount_config: {openai: 1.5}}|cost_discount_config.openai: "1.5"
            litellm_settings: {cost_discount_config: {openai: cheap}}|cost_discount_config.openai: "cheap"
            litellm_settings: {cost_margin_config: {openai: -1}}|cost_margin_config.openai: "-1"
            litellm_settings: {cost_margin_config: {openai: {percent: 1}}}|cost_margin_config.openai
            dragoman_settings: {price_file: /nowhere/prices.json}|dragoman_settings.price_file
            """)
    void whatIsWrongIsToldWithItsPlace(String yaml, String told) {
        assertThat(Configs.in(folder).problems(yaml))
                .hasSize(1)
                .first()
                .asString()
                .contains(told);
    }

    @Test
    void aDeploymentsPricesAreNoParametersOfRequests() {
        List<ModelEntry> models = Configs.in(folder).settings("""
                model_list:
                  - model_name: a
                    litellm_params:
                      model: mock/echo
                      input_cost_per_token: "0.000001"
                      input_cost_per_smile: 1
                      ocr_cost_per_page: 0.5
                      search_context_cost_per_query: {search_context_size_low: 0.01}
                      tiered_pricing: [{range: [0, 1000], input_cost_per_token: 1}]
                      web_search_billing_unit: per_query
                      provider_specific_entry: {us: 1.1}
                """).models();

        ModelParams params = models.getFirst().params();
        assertThat(params.defaults().isEmpty()).isTrue();
        assertThat(params.settings()).isEmpty();
        assertThat(params.prices().names())
                .containsExactlyInAnyOrder(
                        "input_cost_per_token",
                        "ocr_cost_per_page",
                        "search_context_cost_per_query",
                        "tiered_pricing",
                        "web_search_billing_unit",
                        "provider_specific_entry");
        assertThat(params.unknownPrices()).containsExactly("input_cost_per_smile");
    }

    private static Adjustment adjustment(String discount, String margin, String fee) {
        return new Adjustment(new BigDecimal(discount), new BigDecimal(margin), new BigDecimal(fee));
    }
}

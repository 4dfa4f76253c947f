package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Terms;
import dev.dragoman.model.Usage;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every formula with the sums worked out by hand, in nano-dollars. */
class PricingTest {

    private static final String SONNET = """
            {"input_cost_per_token":3e-6,"output_cost_per_token":1.5e-5,"cache_read_input_token_cost":3e-7,
            "cache_creation_input_token_cost":3.75e-6,"cache_creation_input_token_cost_above_1hr":6e-6,
            "input_cost_per_token_above_200k_tokens":6e-6,"output_cost_per_token_above_200k_tokens":2.25e-5,
            "cache_read_input_token_cost_above_200k_tokens":6e-7,
            "cache_creation_input_token_cost_above_200k_tokens":7.5e-6,
            "cache_creation_input_token_cost_above_1hr_above_200k_tokens":1.2e-5}""";

    @Test
    void cachedAndWrittenTokensHaveTheirOwnPrices() {
        Cost cost = chat(SONNET, usage(12_000, 500, 10_000L, 1_000L, null));

        assertThat(cost.nanos(Part.INPUT)).isEqualTo(1_000 * 3_000);
        assertThat(cost.nanos(Part.CACHE_READ)).isEqualTo(10_000 * 300);
        assertThat(cost.nanos(Part.CACHE_WRITE)).isEqualTo(1_000 * 3_750);
        assertThat(cost.nanos(Part.OUTPUT)).isEqualTo(500 * 15_000);
        assertThat(cost.nanos()).isEqualTo(3_000_000 + 3_000_000 + 3_750_000 + 7_500_000);
        assertThat(cost.isComplete()).isTrue();
        assertThat(cost).hasToString("$0.01725");
    }

    @Test
    void tokensWrittenForAnHourCostMore() {
        Cost cost = chat(SONNET, usage(1_000, 0, null, 1_000L, 400L));

        assertThat(cost.nanos()).isEqualTo(600 * 3_750 + 400 * 6_000);
    }

    @ParameterizedTest
    @CsvSource({"200000,600000000", "200001,1200006000"})
    void theSizeIsExceededByMoreOnly(long prompt, long nanos) {
        assertThat(chat(SONNET, Usage.of(prompt, 0)).nanos()).isEqualTo(nanos);
    }

    @Test
    void theWholeRequestIsChargedByItsSize() {
        Cost cost = chat(SONNET, usage(300_000, 1_000, 100_000L, 50_000L, 20_000L));

        assertThat(cost.nanos(Part.INPUT)).isEqualTo(150_000L * 6_000);
        assertThat(cost.nanos(Part.CACHE_READ)).isEqualTo(100_000L * 600);
        assertThat(cost.nanos(Part.CACHE_WRITE)).isEqualTo(30_000L * 7_500 + 20_000L * 12_000);
        assertThat(cost.nanos(Part.OUTPUT)).isEqualTo(1_000L * 22_500);
    }

    @Test
    void aPriceThatALargerSizeDoesNotNameStays() {
        String prices = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":2e-6,"cache_read_input_token_cost":1e-7,
                "input_cost_per_token_above_128k_tokens":3e-6,"input_cost_per_token_above_256k_tokens":5e-6,
                "output_cost_per_token_above_128k_tokens":4e-6}""";

        Cost cost = chat(prices, usage(300_000, 10, 100_000L, null, null));

        assertThat(cost.nanos()).isEqualTo(200_000L * 5_000 + 100_000L * 100 + 10 * 4_000);
    }

    @Test
    void withoutAPriceOfTheCacheItsTokensCostLikeAnyOther() {
        Cost cost = chat(
                "{\"input_cost_per_token\":3e-6,\"output_cost_per_token\":1e-6}", usage(1_000, 0, 600L, 300L, 100L));

        assertThat(cost.nanos()).isEqualTo(1_000 * 3_000);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,1000,10000,250
            default,1000,10000,250
            flex,500,5000,130
            FLEX,500,5000,130
            priority,2000,20000,250
            ON_DEMAND_PRIORITY,2000,20000,250
            scale,1000,10000,250
            """)
    void theClassOfServiceHasPricesOfItsOwn(@Nullable String tier, long in, long out, long read) {
        String prices = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":1e-5,"cache_read_input_token_cost":2.5e-7,
                "input_cost_per_token_flex":5e-7,"output_cost_per_token_flex":5e-6,
                "cache_read_input_token_cost_flex":1.3e-7,"input_cost_per_token_priority":2e-6,
                "output_cost_per_token_priority":2e-5}""";

        Cost cost = chat(prices, usage(100, 10, 40L, null, null).servedAs(tier));

        assertThat(cost.nanos()).isEqualTo(60 * in + 40 * read + 10 * out);
    }

    @Test
    void sizeAndClassOfServiceGoTogether() {
        String prices = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":1e-5,"input_cost_per_token_priority":2e-6,
                "input_cost_per_token_above_272k_tokens":3e-6,"output_cost_per_token_above_272k_tokens":3e-5,
                "input_cost_per_token_above_272k_tokens_priority":6e-6}""";

        Cost cost = chat(prices, Usage.of(272_001, 10).servedAs("priority"));

        assertThat(cost.nanos()).isEqualTo(272_001L * 6_000 + 10 * 30_000);
    }

    @Test
    void aBatchHasItsPricesOrHalfOfTheUsualOnes() {
        String prices = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":1e-5,"input_cost_per_token_batches":4e-7,
                "cache_read_input_token_cost":3e-7}""";
        Metering batch = Metering.of(usage(100, 10, 40L, null, null)).on(Terms.USUAL.inBatch());

        assertThat(cost("chat", prices, batch).nanos()).isEqualTo(60 * 400 + 40 * 150 + 10 * 5_000);
    }

    @Test
    void aBatchHalvesWhatCachesCostToo() {
        Metering batch = Metering.of(usage(1_000, 100, 500L, 300L, 100L)).on(Terms.USUAL.inBatch());

        // half of 200 x 3000 + 500 x 300 + 200 x 3750 + 100 x 6000 + 100 x 15000
        assertThat(cost("chat", SONNET, batch).nanos()).isEqualTo(300_000 + 75_000 + 375_000 + 300_000 + 750_000);
    }

    @Test
    void sizeClassOfServiceAndCacheGoTogether() {
        String prices = """
                {"input_cost_per_token":2e-6,"output_cost_per_token":1e-5,"cache_read_input_token_cost":2e-7,
                "cache_creation_input_token_cost":3e-6,"input_cost_per_token_flex":1e-6,
                "cache_read_input_token_cost_flex":1e-7,"output_cost_per_token_flex":5e-6,
                "input_cost_per_token_above_272k_tokens_flex":4e-6,"output_cost_per_token_above_272k_tokens_flex":9e-6,
                "cache_read_input_token_cost_above_272k_tokens_flex":3e-7,
                "cache_creation_input_token_cost_above_272k_tokens_flex":6e-6}""";

        Cost below = chat(prices, usage(272_000, 10, 100_000L, 50_000L, null).servedAs("flex"));
        Cost above = chat(prices, usage(272_001, 10, 100_000L, 50_000L, null).servedAs("flex"));

        assertThat(below.nanos()).isEqualTo(122_000L * 1_000 + 100_000L * 100 + 50_000L * 3_000 + 10 * 5_000);
        assertThat(above.nanos()).isEqualTo(122_001L * 4_000 + 100_000L * 300 + 50_000L * 6_000 + 10 * 9_000);
    }

    @Test
    void stepsOfAListArePricesBySize() {
        String prices = """
                {"tiered_pricing":[
                {"range":[32000,128000],"input_cost_per_token":2.4e-6,"output_cost_per_token":1.2e-5},
                {"range":[0,32000],"input_cost_per_token":1.2e-6,"output_cost_per_token":6e-6,
                "output_cost_per_reasoning_token":9e-6}]}""";

        assertThat(chat(prices, reasoned(32_000, 100, 40)).nanos())
                .isEqualTo(32_000L * 1_200 + 60 * 6_000 + 40 * 9_000);
        assertThat(chat(prices, reasoned(32_001, 100, 40)).nanos())
                .isEqualTo(32_001L * 2_400 + 60 * 12_000 + 40 * 9_000);
    }

    @Test
    void reasoningHasItsPriceOrThatOfTheAnswer() {
        String dear =
                "{\"input_cost_per_token\":0,\"output_cost_per_token\":1e-6,\"output_cost_per_reasoning_token\":3e-6}";
        String plain = "{\"input_cost_per_token\":0,\"output_cost_per_token\":1e-6}";

        assertThat(chat(dear, reasoned(0, 100, 40)).nanos()).isEqualTo(60 * 1_000 + 40 * 3_000);
        assertThat(chat(plain, reasoned(0, 100, 40)).nanos()).isEqualTo(100 * 1_000);
    }

    @Test
    void reasoningThatTheTotalShowsBesideTheAnswerIsChargedBesideIt() {
        Usage usage = new Usage(10L, 9L, 319L, null, null, null, 300L, null, null, JsonObject.EMPTY);

        Cost cost = chat("{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":2e-6}", usage);

        assertThat(cost.nanos()).isEqualTo(10 * 1_000 + 309 * 2_000);
    }

    @Test
    void soundHasItsPriceOrThatOfText() {
        Usage usage = new Usage(100L, 50L, null, null, null, null, null, 70L, 20L, JsonObject.EMPTY);
        String sound = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":2e-6,"input_cost_per_audio_token":4e-5,
                "output_cost_per_audio_token":8e-5}""";
        String plain = "{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":2e-6}";

        Cost cost = chat(sound, usage);
        assertThat(cost.nanos(Part.AUDIO_INPUT)).isEqualTo(70 * 40_000);
        assertThat(cost.nanos(Part.AUDIO_OUTPUT)).isEqualTo(20 * 80_000);
        assertThat(cost.nanos()).isEqualTo(30 * 1_000 + 70 * 40_000 + 30 * 2_000 + 20 * 80_000);
        assertThat(chat(plain, usage).nanos()).isEqualTo(100 * 1_000 + 50 * 2_000);
    }

    @Test
    void soundFromACacheOfAConversationByVoice() {
        String prices = """
                {"input_cost_per_token":4e-6,"input_cost_per_audio_token":3.2e-5,"cache_read_input_token_cost":4e-7,
                "cache_read_input_audio_token_cost":5e-7,"cache_creation_input_audio_token_cost":6e-7,
                "output_cost_per_token":1.6e-5,"output_cost_per_audio_token":6.4e-5}""";
        Usage usage = new Usage(1_000L, 200L, null, 300L, 50L, null, null, 600L, 150L, JsonObject.EMPTY);
        Metering voice = Metering.of(usage).with(Meter.CACHED_AUDIO_TOKENS, 200).with(Meter.WRITTEN_AUDIO_TOKENS, 50);

        Cost cost = cost("realtime", prices, voice);

        assertThat(cost.nanos(Part.INPUT)).isEqualTo(300 * 4_000); // 1000 - 300 cached - 50 written - 350 fresh sound
        assertThat(cost.nanos(Part.AUDIO_INPUT)).isEqualTo(350 * 32_000);
        assertThat(cost.nanos(Part.CACHE_READ)).isEqualTo(200 * 500 + 100 * 400);
        assertThat(cost.nanos(Part.CACHE_WRITE)).isEqualTo(50 * 600);
        assertThat(cost.nanos(Part.AUDIO_OUTPUT)).isEqualTo(150 * 64_000);
        assertThat(cost.nanos(Part.OUTPUT)).isEqualTo(50 * 16_000);
    }

    @Test
    void imagesInTokensHaveTheirPriceOrThatOfText() {
        Usage usage = withExtras(100, 50, """
                {"prompt_tokens_details":{"image_tokens":60},"completion_tokens_details":{"image_tokens":40}}""");
        String image = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":2e-6,"input_cost_per_image_token":1e-5,
                "output_cost_per_image_token":3e-5}""";
        String plain = "{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":2e-6}";
        String pictures = "{\"input_cost_per_token\":1e-6,\"output_cost_per_image_token\":3e-5}";

        assertThat(chat(image, usage).nanos()).isEqualTo(40 * 1_000 + 60 * 10_000 + 10 * 2_000 + 40 * 30_000);
        assertThat(chat(plain, usage).nanos()).isEqualTo(100 * 1_000 + 50 * 2_000);
        assertThat(chat(pictures, usage).nanos()).isEqualTo(100 * 1_000 + 50 * 30_000);
    }

    @Test
    void videoInTokens() {
        Usage usage = withExtras(0, 50, "{\"completion_tokens_details\":{\"video_tokens\":40}}");

        Cost cost = chat("{\"output_cost_per_token\":2e-6,\"output_cost_per_video_token\":1e-5}", usage);

        assertThat(cost.nanos()).isEqualTo(10 * 2_000 + 40 * 10_000);
    }

    @Test
    void charactersInsteadOfTokensWhereTheyAreCounted() {
        String prices = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":2e-6,"input_cost_per_character":2.5e-7,
                "output_cost_per_character":5e-7}""";
        Metering counted =
                Metering.of(Usage.of(100, 50)).with(Meter.INPUT_CHARACTERS, 400).with(Meter.OUTPUT_CHARACTERS, 200);

        assertThat(cost("chat", prices, counted).nanos()).isEqualTo(400 * 250 + 200 * 500);
        assertThat(chat(prices, Usage.of(100, 50)).nanos()).isEqualTo(100 * 1_000 + 50 * 2_000);
    }

    @Test
    void imagesSoundAndVideoOfAPrompt() {
        String prices = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":0,"input_cost_per_image":1e-4,
                "input_cost_per_video_per_second":5e-4,"input_cost_per_audio_per_second":1.4e-4,
                "input_cost_per_pixel":1e-9,
                "input_cost_per_video_per_second_above_8s_interval":1e-3,
                "input_cost_per_video_per_second_above_15s_interval":2e-3}""";
        Metering media = Metering.of(Usage.of(10, 0))
                .with(Meter.INPUT_IMAGES, 3)
                .with(Meter.INPUT_PIXELS, 1_000)
                .with(Meter.INPUT_AUDIO_SECONDS, new BigDecimal("2.5"))
                .with(Meter.INPUT_VIDEO_SECONDS, 4);

        assertThat(cost("embedding", prices, media).nanos())
                .isEqualTo(10 * 1_000 + 3 * 100_000 + 1_000 + 350_000 + 4 * 500_000);
        assertThat(cost("embedding", prices, media.with(Meter.VIDEO_INTERVAL_SECONDS, 9))
                        .nanos(Part.VIDEO))
                .isEqualTo(4 * 1_000_000);
        assertThat(cost("embedding", prices, media.with(Meter.VIDEO_INTERVAL_SECONDS, 16))
                        .nanos(Part.VIDEO))
                .isEqualTo(4 * 2_000_000);
    }

    @Test
    void aFeeForEachCall() {
        Cost cost = chat(
                "{\"input_cost_per_request\":0.005,\"input_cost_per_token\":0,\"output_cost_per_token\":2.8e-7}",
                Usage.of(100, 50));

        assertThat(cost.nanos(Part.REQUEST)).isEqualTo(5_000_000);
        assertThat(cost.nanos()).isEqualTo(5_000_000 + 50 * 280);
    }

    @Test
    void searchesOfTheWebBySizeOfTheirContext() {
        String prices = """
                {"input_cost_per_token":0,"output_cost_per_token":0,"search_context_cost_per_query":
                {"search_context_size_low":0.03,"search_context_size_medium":0.035,"search_context_size_high":0.05}}""";
        Usage claude = withExtras(0, 0, "{\"server_tool_use\":{\"web_search_requests\":3}}");
        Usage high = withExtras(0, 0, "{\"num_search_queries\":2,\"search_context_size\":\"high\"}");
        Usage low = withExtras(0, 0, "{\"num_search_queries\":2,\"search_context_size\":\"low\"}");

        assertThat(chat(prices, claude).nanos(Part.TOOLS)).isEqualTo(3 * 35_000_000);
        assertThat(chat(prices, high).nanos()).isEqualTo(2 * 50_000_000);
        assertThat(chat(prices, low).nanos()).isEqualTo(2 * 30_000_000);
    }

    @Test
    void groundingIsChargedByAnswerOrByQuery() {
        String byAnswer = "{\"search_context_cost_per_query\":{\"search_context_size_medium\":0.035}}";
        String byQuery = """
                {"search_context_cost_per_query":{"search_context_size_medium":0.014},"web_search_billing_unit":"per_query"}""";
        Metering grounded = Metering.of(Usage.NONE).with(Meter.GROUNDING_QUERIES, 4);

        assertThat(cost("chat", byAnswer, grounded).nanos()).isEqualTo(35_000_000);
        assertThat(cost("chat", byQuery, grounded).nanos()).isEqualTo(4 * 14_000_000);
    }

    @Test
    void toolsOfTheVendor() {
        String prices = """
                {"code_interpreter_cost_per_session":0.03,"computer_use_input_cost_per_1k_tokens":0.003,
                "computer_use_output_cost_per_1k_tokens":0.012,"vector_store_cost_per_gb_per_day":0.1,
                "file_search_cost_per_gb_per_day":0.2}""";
        Metering tools = Metering.of(Usage.NONE)
                .with(Meter.CODE_SESSIONS, 2)
                .with(Meter.COMPUTER_INPUT_TOKENS, 1_500)
                .with(Meter.COMPUTER_OUTPUT_TOKENS, 500)
                .with(Meter.VECTOR_STORE_GB_DAYS, new BigDecimal("0.5"))
                .with(Meter.FILE_GB_DAYS, 3);

        assertThat(cost("chat", prices, tools).nanos())
                .isEqualTo(2 * 30_000_000 + 4_500_000 + 6_000_000 + 50_000_000 + 600_000_000);
    }

    @Test
    void searchesOfFilesHaveOnePrice() {
        Metering searched = Metering.of(Usage.NONE).with(Meter.FILE_SEARCHES, 2);

        assertThat(cost("chat", "{\"input_cost_per_token\":1}", searched).nanos())
                .isEqualTo(2 * 2_500_000);
        assertThat(cost("chat", "{\"file_search_cost_per_1k_calls\":4}", searched)
                        .nanos())
                .isEqualTo(2 * 4_000_000);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,-,12400
            fast,-,74400
            -,us,13640
            fast,us,81840
            -,global,12400
            slow,-,12400
            """)
    void speedAndPlaceMultiplyAllTokensAlsoThoseOfTheCache(@Nullable String speed, @Nullable String place, long nanos) {
        String prices = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":1e-6,"cache_read_input_token_cost":1e-7,
                "cache_creation_input_token_cost":2e-6,"provider_specific_entry":{"us":1.1,"fast":6.0}}""";
        Metering served = Metering.of(usage(12, 3, 4L, 1L, null)).on(new Terms(null, speed, place, null, null, false));

        // 7 fresh and 3 of the answer at 1000, 4 read at 100, 1 written at 2000
        assertThat(cost("chat", prices, served).nanos()).isEqualTo(nanos);
    }

    @Test
    void aPlaceOfOpenAisHasItsFactor() {
        String prices = """
                {"input_cost_per_token":1e-6,"output_cost_per_token":1e-6,
                "regional_processing_uplift_multiplier_eu":1.1}""";
        Prices usual = prices("chat", prices);
        Metering asked = Metering.of(Usage.of(10, 0));

        assertThat(Pricing.cost(usual.inRegion("eu"), asked, Adjustment.NONE).nanos())
                .isEqualTo(11_000);
        assertThat(Pricing.cost(usual.inRegion("us"), asked, Adjustment.NONE).nanos())
                .isEqualTo(10_000);
        assertThat(Pricing.cost(Prices.FREE, asked, Adjustment.NONE).isComplete())
                .isTrue();
    }

    @Test
    void regionalEndpointsOfGoogleAndThoseForGovernmentsHaveTheirFactors() {
        Prices usual = prices("chat", """
                {"input_cost_per_token":1e-6,"output_cost_per_token":1e-6,"cache_read_input_token_cost":1e-7,
                "regional_endpoint_uplift_multiplier":1.1,"fedramp_uplift_multiplier":"1.2"}""");
        Metering asked = Metering.of(usage(15, 0, 5L, null, null));

        assertThat(Pricing.cost(usual, asked, Adjustment.NONE).nanos()).isEqualTo(10_500);
        assertThat(Pricing.cost(usual.atRegionalEndpoint(), asked, Adjustment.NONE)
                        .nanos())
                .isEqualTo(11_550);
        assertThat(Pricing.cost(usual.inRegion("gov"), asked, Adjustment.NONE).nanos())
                .isEqualTo(12_600);
    }

    @Test
    void discountComesBeforeMargin() {
        Prices prices = prices("chat", SONNET);
        Adjustment adjustment = new Adjustment(new BigDecimal("0.05"), new BigDecimal("0.1"), new BigDecimal("0.0001"));

        Cost cost = Pricing.cost(prices, Metering.of(Usage.of(1_000, 0)), adjustment);

        assertThat(cost.originalNanos()).isEqualTo(3_000_000);
        assertThat(cost.discountNanos()).isEqualTo(150_000);
        assertThat(cost.marginNanos()).isEqualTo(285_000 + 100_000);
        assertThat(cost.nanos()).isEqualTo(3_000_000 - 150_000 + 285_000 + 100_000);
    }

    @Test
    void rankingCostsByQueryOrByToken() {
        Metering ranked = Metering.of(Usage.of(900, 0)).with(Meter.QUERIES, 2);

        assertThat(cost("rerank", "{\"input_cost_per_query\":0.002,\"input_cost_per_token\":0}", ranked)
                        .nanos())
                .isEqualTo(2 * 2_000_000);
        assertThat(cost("rerank", "{\"input_cost_per_token\":5e-8,\"output_cost_per_token\":0}", ranked)
                        .nanos())
                .isEqualTo(900 * 50);
    }

    @Test
    void imagesCostByImageByPixelOrByToken() {
        Metering made =
                Metering.of(Usage.NONE).with(Meter.OUTPUT_IMAGES, 2).with(Meter.OUTPUT_PIXELS, 2L * 1_024 * 1_792);

        assertThat(cost("image_generation", "{\"input_cost_per_image\":0.04}", made)
                        .nanos())
                .isEqualTo(2 * 40_000_000);
        assertThat(cost("image_generation", "{\"output_cost_per_image\":0.02}", made)
                        .nanos())
                .isEqualTo(2 * 20_000_000);
        assertThat(cost("image_generation", "{\"input_cost_per_pixel\":6.539e-8,\"output_cost_per_pixel\":0}", made)
                        .nanos())
                .isEqualTo(239_982_346); // 3670016 pixels of 65.39 nano-dollars make 239982346.24
    }

    @Test
    void imagesInTokensOfThePromptAndOfTheAnswer() {
        String prices = """
                {"input_cost_per_token":5e-6,"input_cost_per_image_token":1e-5,"output_cost_per_image_token":4e-5}""";
        Usage usage = withExtras(150, 1_000, "{\"prompt_tokens_details\":{\"image_tokens\":100}}");

        assertThat(cost("image_edit", prices, Metering.of(usage)).nanos())
                .isEqualTo(50 * 5_000 + 100 * 10_000 + 1_000 * 40_000);
    }

    @Test
    void imagesThatAreGivenCostBesideThoseThatAreMade() {
        Metering edited = Metering.of(Usage.NONE).with(Meter.OUTPUT_IMAGES, 1).with(Meter.INPUT_IMAGES, 2);

        assertThat(cost("image_edit", "{\"output_cost_per_image\":0.06,\"input_cost_per_image\":0.01}", edited)
                        .nanos())
                .isEqualTo(60_000_000 + 2 * 10_000_000);
    }

    @Test
    void imagesOfAnUnknownSizeCannotBeChargedByThePixel() {
        Metering made = Metering.of(Usage.NONE).with(Meter.OUTPUT_IMAGES, 1);

        assertThat(cost("image_generation", "{\"input_cost_per_pixel\":1e-8}", made)
                        .isComplete())
                .isFalse();
    }

    @Test
    void aTranscriptCostsTokensOrSecondsAndOneOfTwoPrices() {
        String tokens = """
                {"input_cost_per_token":2.5e-6,"input_cost_per_audio_token":6e-6,"output_cost_per_token":1e-5,
                "input_cost_per_second":0.0001}""";
        Usage heard = new Usage(120L, 30L, null, null, null, null, null, 100L, null, JsonObject.EMPTY);
        Metering seconds = Metering.of(Usage.NONE).with(Meter.INPUT_AUDIO_SECONDS, new BigDecimal("8.47"));

        assertThat(cost("audio_transcription", tokens, Metering.of(heard)).nanos())
                .isEqualTo(20 * 2_500 + 100 * 6_000 + 30 * 10_000);
        assertThat(cost(
                                "audio_transcription",
                                "{\"input_cost_per_second\":0.0001,\"output_cost_per_second\":0.0001}",
                                seconds)
                        .nanos())
                .isEqualTo(847_000);
        assertThat(cost(
                                "audio_transcription",
                                "{\"input_cost_per_second\":0.0002,\"output_cost_per_second\":0}",
                                seconds)
                        .nanos())
                .isEqualTo(1_694_000);
    }

    @Test
    void speechCostsCharactersOrTokens() {
        Usage spoken = new Usage(20L, 300L, null, null, null, null, null, null, 300L, JsonObject.EMPTY);

        assertThat(cost(
                                "audio_speech",
                                "{\"input_cost_per_character\":1.5e-5}",
                                Metering.of(Usage.NONE).with(Meter.INPUT_CHARACTERS, 100))
                        .nanos())
                .isEqualTo(100 * 15_000);
        assertThat(cost(
                                "audio_speech",
                                "{\"input_cost_per_token\":2.5e-6,\"output_cost_per_audio_token\":1.2e-5}",
                                Metering.of(spoken))
                        .nanos())
                .isEqualTo(20 * 2_500 + 300 * 12_000);
    }

    @Test
    void moderationIsFreeUnlessPriced() {
        Metering moderated = Metering.of(Usage.of(100, 0));

        assertThat(cost("moderation", "{\"output_cost_per_token\":0}", moderated))
                .satisfies(cost -> assertThat(cost.nanos()).isZero())
                .satisfies(cost -> assertThat(cost.isComplete()).isTrue());
        assertThat(cost("moderation", "{\"input_cost_per_token\":1e-7}", moderated)
                        .nanos())
                .isEqualTo(100 * 100);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,400000000
            720p,400000000
            480p,240000000
            1080p,640000000
            4k,1600000000
            """)
    void videoCostsBySecondAndResolution(@Nullable String resolution, long nanos) {
        String prices = """
                {"output_cost_per_second":0.05,"output_cost_per_second_480p":0.03,"output_cost_per_second_1080p":0.08,
                "output_cost_per_second_4k":0.2}""";
        Metering made = Metering.of(Usage.NONE)
                .with(Meter.OUTPUT_VIDEO_SECONDS, 8)
                .on(new Terms(null, null, null, null, resolution, false));

        assertThat(cost("video_generation", prices, made).nanos()).isEqualTo(nanos);
    }

    @Test
    void videoHasAPriceOfItsOwnBeforeThatOfTime() {
        Metering made = Metering.of(Usage.NONE).with(Meter.OUTPUT_VIDEO_SECONDS, 8);

        assertThat(cost(
                                "video_generation",
                                "{\"output_cost_per_video_per_second\":0.1,\"output_cost_per_second\":0.5}",
                                made)
                        .nanos())
                .isEqualTo(800_000_000);
    }

    @Test
    void pagesAndAnnotatedPages() {
        Metering read = Metering.of(Usage.NONE).with(Meter.PAGES, 3).with(Meter.ANNOTATED_PAGES, 2);

        assertThat(cost("ocr", "{\"ocr_cost_per_page\":0.004,\"annotation_cost_per_page\":0.005}", read)
                        .nanos())
                .isEqualTo(3 * 4_000_000 + 2 * 5_000_000);
        assertThat(cost(
                                "ocr",
                                "{\"ocr_cost_per_credit\":0.01}",
                                Metering.of(Usage.NONE).with(Meter.CREDITS, 5).with(Meter.PAGES, 3))
                        .nanos())
                .isEqualTo(5 * 10_000_000);
    }

    @ParameterizedTest
    @CsvSource({"25,5000000", "26,25000000"})
    void aSearchCostsByHowManyResultsAreWanted(long results, long nanos) {
        String prices = """
                {"tiered_pricing":[{"input_cost_per_query":0.005,"max_results_range":[0,25]},
                {"input_cost_per_query":0.025,"max_results_range":[26,100]}]}""";
        Metering searched = Metering.of(Usage.NONE).with(Meter.QUERIES, 1).with(Meter.RESULTS, results);

        assertThat(cost("search", prices, searched).nanos()).isEqualTo(nanos);
    }

    @Test
    void modelsThatAreSoldByTime() {
        Metering answered = Metering.of(Usage.of(100, 50)).with(Meter.RESPONSE_SECONDS, new BigDecimal("2.5"));

        assertThat(cost("chat", "{\"input_cost_per_second\":0.0014}", answered).nanos())
                .isEqualTo(3_500_000);
        assertThat(cost("chat", "{\"input_cost_per_second\":0.0014,\"output_cost_per_second\":0.0006}", answered)
                        .nanos())
                .isEqualTo(5_000_000);
        assertThat(prices("chat", "{\"input_cost_per_second\":0.0014}").byTime())
                .isTrue();
        assertThat(prices("chat", SONNET).byTime()).isFalse();
    }

    @Test
    void quotedSourcesReasoningAndSearchesOfPerplexity() {
        String prices = """
                {"input_cost_per_token":2e-6,"output_cost_per_token":8e-6,"citation_cost_per_token":2e-6,
                "output_cost_per_reasoning_token":3e-6,
                "search_context_cost_per_query":{"search_context_size_medium":0.005}}""";
        Usage usage = withExtras(100, 200, """
                {"citation_tokens":1000,"reasoning_tokens":5000,"num_search_queries":18}""");

        assertThat(chat(prices, usage).nanos())
                .isEqualTo(100 * 2_000 + 1_000 * 2_000 + 200 * 8_000 + 5_000 * 3_000 + 18 * 5_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "perplexity,false,'{\"cost\":{\"total_cost\":0.006}}',6000000",
        "openrouter,false,'{\"cost\":0.00014}',140000",
        "openrouter,true,'{\"cost\":0.00014}',100000",
        "openai_like,false,'{\"cost\":0.00014}',100000"
    })
    void someVendorsTellWhatTheyCharged(String provider, boolean own, String extras, long nanos) {
        Prices prices = new Prices(
                provider, "chat", Map.of(PriceName.of(Rate.INPUT), new BigDecimal("0.000001")), Map.of(), own);

        Cost cost = Pricing.cost(prices, Metering.of(withExtras(100, 0, extras)), Adjustment.NONE);

        assertThat(cost.nanos()).isEqualTo(nanos);
    }

    @Test
    void aRoutersFeeIsAddedToTheModelsPrice() {
        Cost fee = chat("{\"input_cost_per_token\":1.4e-7,\"output_cost_per_token\":0}", Usage.of(1_000, 100));
        Cost model = chat("{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":1e-5}", Usage.of(1_000, 100));

        assertThat(fee.plus(model).nanos()).isEqualTo(1_000 * 140 + 1_000 * 1_000 + 100 * 10_000);
        assertThat(fee.plus(model).nanos(Part.INPUT)).isEqualTo(1_000 * 1_140);
    }

    @Test
    void freeIsNotUnknown() {
        Usage usage = Usage.of(100, 50);

        assertThat(chat("{\"input_cost_per_token\":0.0,\"output_cost_per_token\":0}", usage)
                        .isComplete())
                .isTrue();
        assertThat(chat("{\"input_cost_per_token\":1e-6}", usage).isComplete()).isFalse();
        assertThat(chat("{\"input_cost_per_token\":1e-6}", Usage.of(100, 0)).isComplete())
                .isTrue();
        assertThat(Pricing.cost(Prices.UNKNOWN, Metering.of(usage), Adjustment.NONE))
                .satisfies(cost -> assertThat(cost.isComplete()).isFalse())
                .satisfies(cost -> assertThat(cost.nanos()).isZero());
    }

    @Test
    void countsThatContradictEachOtherAreNeverNegative() {
        Cost cost = chat(SONNET, usage(100, 0, 500L, 0L, null));

        assertThat(cost.nanos(Part.INPUT)).isZero();
        assertThat(cost.nanos()).isEqualTo(500 * 300);
    }

    private static Cost chat(String prices, Usage usage) {
        return cost("chat", prices, Metering.of(usage));
    }

    private static Cost cost(String mode, String prices, Metering metering) {
        return Pricing.cost(prices(mode, prices), metering, Adjustment.NONE);
    }

    private static Prices prices(String mode, String json) {
        PriceFields fields = PriceFields.of(Json.parseObject(json));
        assertThat(fields.mistakes()).isEmpty();
        return new Prices("somebody", mode, fields.dollars(), fields.factors(), false);
    }

    private static Usage usage(long in, long out, @Nullable Long read, @Nullable Long written, @Nullable Long hour) {
        return new Usage(in, out, null, read, written, hour, null, null, null, JsonObject.EMPTY);
    }

    private static Usage reasoned(long in, long out, long reasoning) {
        return new Usage(in, out, in + out, null, null, null, reasoning, null, null, JsonObject.EMPTY);
    }

    private static Usage withExtras(long in, long out, String extras) {
        return new Usage(in, out, null, null, null, null, null, null, null, Json.parseObject(extras));
    }
}

package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for any prices and any usage. */
class PricingPropertiesTest {

    private static final int ROUNDS = 3_000;
    private static final Rate[] TOKENS = {
        Rate.INPUT,
        Rate.OUTPUT,
        Rate.CACHE_READ,
        Rate.CACHE_WRITE,
        Rate.CACHE_WRITE_1H,
        Rate.REASONING,
        Rate.INPUT_AUDIO,
        Rate.OUTPUT_AUDIO,
        Rate.OUTPUT_IMAGE_TOKEN
    };

    private static final Meter[] METERS = {
        Meter.WEB_SEARCHES,
        Meter.PREVIEW_SEARCHES,
        Meter.GROUNDING_QUERIES,
        Meter.WEB_SOURCES,
        Meter.FILE_SEARCHES,
        Meter.CODE_SESSIONS,
        Meter.QUERIES,
        Meter.PAGES,
        Meter.OUTPUT_IMAGES
    };

    private static final long[] SIZES = {
        1, 1_000, 32_000, 32_001, 128_000, 128_001, 200_000, 200_001, 256_001, 272_000, 272_001, 512_001, 1_000_000
    };

    private final Random random = new Random(20_260_801);

    @Test
    void thePartsAddUpToTheWhole() {
        for (int round = 0; round < ROUNDS; round++) {
            Cost cost = Pricing.cost(prices(), Metering.of(usage(1_000_000)), adjustment(round));
            long sum = 0;
            for (Part part : Part.values()) {
                assertThat(cost.nanos(part)).isNotNegative();
                sum += cost.nanos(part);
            }
            assertThat(sum).isEqualTo(cost.originalNanos());
            assertThat(cost.nanos()).isEqualTo(cost.originalNanos() - cost.discountNanos() + cost.marginNanos());
        }
    }

    @Test
    void theWholeIsTheExactSumRoundedOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<PriceName, BigDecimal> dollars = dollars();
            Usage usage = usage(round % 2 == 0 ? 100_000 : 1_000_000_000_000L);
            Prices prices = new Prices("somebody", "chat", dollars, Map.of(), false);

            assertThat(Pricing.cost(prices, Metering.of(usage), Adjustment.NONE).nanos())
                    .isEqualTo(exact(dollars, usage)
                            .movePointRight(9)
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValueExact());
        }
    }

    @Test
    void moreTokensNeverCostLess() {
        for (int round = 0; round < ROUNDS; round++) {
            Prices prices = prices();
            long in = random.nextLong(1_000_000);
            long out = random.nextLong(1_000_000);
            long less = Pricing.cost(prices, Metering.of(Usage.of(in, out)), Adjustment.NONE)
                    .nanos();
            long more = Pricing.cost(
                            prices,
                            Metering.of(Usage.of(in + random.nextLong(10), out + random.nextLong(10))),
                            Adjustment.NONE)
                    .nanos();

            assertThat(more).isGreaterThanOrEqualTo(less);
        }
    }

    @Test
    void withToolsTooThePartsAddUpAndMoreNeverCostsLess() {
        for (CatalogModel model : Catalog.builtIn().all()) {
            Prices prices = model.prices();
            Metering few = metering();
            Meter more = METERS[random.nextInt(METERS.length)];
            Metering many = few.with(more, few.whole(more) + random.nextLong(1, 5));
            Cost less = Pricing.cost(prices, few, Adjustment.NONE);

            assertThat(parts(less)).as(model.key()).isEqualTo(less.originalNanos());
            assertThat(Pricing.cost(prices, many, Adjustment.NONE).nanos())
                    .as(model.key() + " " + more)
                    .isGreaterThanOrEqualTo(less.nanos());
        }
    }

    @Test
    void aLargerPromptNeverCostsLessAtAnyModelInAnyClassOfService() {
        for (CatalogModel model : Catalog.builtIn().all()) {
            Prices prices = model.prices();
            for (String tier : new String[] {"default", "flex", "priority", "batch"}) {
                long before = 0;
                for (long size : SIZES) {
                    Metering asked = Metering.of(Usage.of(size, 100).servedAs(tier));
                    long nanos = Pricing.cost(prices, asked, Adjustment.NONE).nanos();
                    assertThat(nanos).as(model.key() + " " + tier + " " + size).isGreaterThanOrEqualTo(before);
                    before = nanos;
                }
            }
        }
    }

    @Test
    void aRivalNeverMakesAnAnswerCheaperAndAFeeNeverEither() {
        for (int round = 0; round < ROUNDS; round++) {
            Prices one = prices();
            Prices other = prices();
            Metering used = Metering.of(usage(1_000_000));
            Adjustment adjustment = adjustment(round);
            long alone = Tariff.of(one).cost(used, adjustment).nanos();
            long otherAlone = Tariff.of(other).cost(used, adjustment).nanos();

            assertThat(new Tariff(one, other, null).cost(used, adjustment).nanos())
                    .isEqualTo(Math.max(alone, otherAlone));
            assertThat(new Tariff(one, null, other).cost(used, adjustment).nanos())
                    .isGreaterThanOrEqualTo(alone);
        }
    }

    private Metering metering() {
        Metering metering = Metering.of(usage(300_000));
        for (Meter meter : METERS) {
            metering = random.nextBoolean() ? metering.with(meter, random.nextLong(4)) : metering;
        }
        return metering;
    }

    private static long parts(Cost cost) {
        long sum = 0;
        for (Part part : Part.values()) {
            assertThat(cost.nanos(part)).isNotNegative();
            sum += cost.nanos(part);
        }
        return sum;
    }

    @Test
    void everyModelOfTheCatalogueCanBePaidForATrillionTokens() {
        Usage usage = Usage.of(1_000_000_000_000L, 1_000_000_000_000L);
        for (CatalogModel model : Catalog.builtIn().all()) {
            Cost cost = Pricing.cost(model.prices(), Metering.of(usage), Adjustment.NONE);

            assertThat(cost.nanos()).as(model.key()).isNotNegative();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000000,0.01", // more than nano-dollars can tell
        "9223372036854775807,0.000003",
        "1000000000000,0.000003"
    })
    void whatIsTooMuchToTellIsAsMuchAsCanBeTold(long tokens, BigDecimal price) {
        Prices prices = new Prices("somebody", "chat", Map.of(PriceName.of(Rate.INPUT), price), Map.of(), false);
        BigDecimal exact = BigDecimal.valueOf(tokens).multiply(price).movePointRight(9);
        BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE);

        long told = Pricing.cost(prices, Metering.of(Usage.of(tokens, 0)), Adjustment.NONE)
                .nanos();

        assertThat(BigDecimal.valueOf(told)).isEqualByComparingTo(exact.min(most));
    }

    @Test
    void halfANanoDollarIsRoundedUp() {
        assertThat(oneTokenAt("0.0000000005").nanos()).isEqualTo(1);
        assertThat(oneTokenAt("0.00000000049999999999").nanos()).isZero();
        assertThat(oneTokenAt("0.0000000004999999999999999999999").nanos()).isZero();
        assertThat(oneTokenAt("20.0000000015").nanos()).isEqualTo(20_000_000_002L);
    }

    @Test
    void fractionsOfUnitsAreExact() {
        Prices prices = new Prices(
                "somebody",
                "audio_transcription",
                Map.of(PriceName.of(Rate.INPUT_SECOND), new BigDecimal("0.0001")),
                Map.of(),
                false);
        Metering heard = Metering.of(Usage.NONE).with(Meter.INPUT_AUDIO_SECONDS, new BigDecimal("8.470000267028809"));

        assertThat(Pricing.cost(prices, heard, Adjustment.NONE).nanos()).isEqualTo(847_000); // 847000.0267028809
    }

    private Cost oneTokenAt(String price) {
        Prices prices = new Prices(
                "somebody", "chat", Map.of(PriceName.of(Rate.INPUT), new BigDecimal(price)), Map.of(), false);
        return Pricing.cost(prices, Metering.of(Usage.of(1, 0)), Adjustment.NONE);
    }

    private Prices prices() {
        return new Prices("somebody", "chat", dollars(), Map.of(), false);
    }

    private Map<PriceName, BigDecimal> dollars() {
        Map<PriceName, BigDecimal> dollars = new LinkedHashMap<>();
        for (Rate rate : TOKENS) {
            dollars.put(PriceName.of(rate), BigDecimal.valueOf(random.nextLong(1_000_000), 9 + random.nextInt(14)));
        }
        return dollars;
    }

    private Usage usage(long most) {
        long read = random.nextLong(most / 8 + 1);
        long written = random.nextLong(most / 8 + 1);
        long audio = random.nextLong(most / 8 + 1);
        long reasoning = random.nextLong(most / 8 + 1);
        long spoken = random.nextLong(most / 8 + 1);
        long in = read + written + audio + random.nextLong(most / 2 + 1);
        long out = reasoning + spoken + random.nextLong(most / 2 + 1);
        return new Usage(
                in,
                out,
                in + out,
                read,
                written,
                random.nextLong(written + 1),
                reasoning,
                audio,
                spoken,
                JsonObject.EMPTY);
    }

    private static BigDecimal exact(Map<PriceName, BigDecimal> dollars, Usage usage) {
        long read = told(usage.cachedTokens());
        long written = told(usage.cacheWriteTokens());
        long hour = told(usage.cacheWrite1hTokens());
        long audio = told(usage.audioInputTokens());
        long reasoning = told(usage.reasoningTokens());
        long spoken = told(usage.audioOutputTokens());
        return times(dollars, Rate.INPUT, told(usage.inputTokens()) - read - written - audio)
                .add(times(dollars, Rate.CACHE_READ, read))
                .add(times(dollars, Rate.CACHE_WRITE, written - hour))
                .add(times(dollars, Rate.CACHE_WRITE_1H, hour))
                .add(times(dollars, Rate.INPUT_AUDIO, audio))
                .add(times(dollars, Rate.REASONING, reasoning))
                .add(times(dollars, Rate.OUTPUT_AUDIO, spoken))
                .add(times(dollars, Rate.OUTPUT, told(usage.outputTokens()) - reasoning - spoken));
    }

    private static BigDecimal times(Map<PriceName, BigDecimal> dollars, Rate rate, long quantity) {
        return java.util.Objects.requireNonNull(dollars.get(PriceName.of(rate))).multiply(BigDecimal.valueOf(quantity));
    }

    private static long told(@org.jspecify.annotations.Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static Adjustment adjustment(int round) {
        return round % 3 == 0
                ? Adjustment.NONE
                : new Adjustment(new BigDecimal("0.0731"), new BigDecimal("0.111"), new BigDecimal("0.0000000015"));
    }
}

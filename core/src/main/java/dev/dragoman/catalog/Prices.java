package dev.dragoman.catalog;

import dev.dragoman.model.Terms;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs: all its prices, by size of the prompt and class of service. A price that is there and zero is free; one
 * that is not there is unknown. Thread-safe.
 */
public final class Prices {

    /** For a model of which no price is known. */
    public static final Prices UNKNOWN = new Prices("", "", Map.of(), Map.of(), false);

    /** For what costs nothing. */
    public static final Prices FREE = new Prices(
            "",
            "",
            Map.of(PriceName.of(Rate.INPUT), BigDecimal.ZERO, PriceName.of(Rate.OUTPUT), BigDecimal.ZERO),
            Map.of(),
            false);

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final String FAST = "fast";

    /** Each query of an answer is charged by itself, not all of an answer together. */
    static final String SEARCH_BY_QUERY = "search_by_query";

    /** An endpoint of a region, where the vendor has a global one too. */
    static final String REGIONAL_ENDPOINT = "region_endpoint";

    /** Every answer is a search, and is charged as one whatever it tells. */
    private static final String SEARCHES_ONCE = "searches_once";

    private final String provider;
    private final String mode;
    private final SequencedMap<PriceName, BigDecimal> dollars;
    private final SequencedMap<String, BigDecimal> factors;
    private final boolean own;
    private final boolean flat;
    private final boolean even;
    private final long[] sizes;
    // Written more than once at worst, with the same prices each time.
    private final @Nullable PriceSheet[] sheets;
    private final Map<Special, PriceSheet> special = new ConcurrentHashMap<>(0);

    Prices(
            String provider,
            String mode,
            Map<PriceName, BigDecimal> dollars,
            Map<String, BigDecimal> factors,
            boolean own) {
        this.provider = provider;
        this.mode = mode;
        this.dollars = new LinkedHashMap<>(dollars);
        this.factors = new LinkedHashMap<>(factors);
        this.own = own;
        this.flat = dollars.entrySet().stream()
                .allMatch(price -> price.getKey().rate() == Rate.REQUEST
                        || price.getValue().signum() == 0);
        this.even = dollars.keySet().stream()
                .map(PriceName::rate)
                .noneMatch(rate -> rate.isToken() && rate != Rate.INPUT && rate != Rate.OUTPUT);
        this.sizes = dollars.keySet().stream()
                .mapToLong(PriceName::above)
                .filter(above -> above > 0)
                .distinct()
                .sorted()
                .toArray();
        this.sheets = new PriceSheet[ServiceTier.values().length * (sizes.length + 1)];
    }

    /** For what costs the same each time, whatever it is. */
    public static Prices ofRequest(BigDecimal dollars) {
        Map<PriceName, BigDecimal> fee = Map.of(
                PriceName.of(Rate.REQUEST), dollars,
                PriceName.of(Rate.INPUT), BigDecimal.ZERO,
                PriceName.of(Rate.OUTPUT), BigDecimal.ZERO);
        return new Prices("", "chat", fee, Map.of(), true);
    }

    private record Special(ServiceTier tier, int size, BigDecimal factor) {}

    /** Where the model lives. */
    public String provider() {
        return provider;
    }

    /** What the model is for. */
    public String mode() {
        return mode;
    }

    /** Whether any price is known. */
    public boolean isKnown() {
        return !dollars.isEmpty();
    }

    /** Whether an operator set prices; then they count, whatever the vendor says it charged. */
    boolean isOwn() {
        return own;
    }

    /** Whether calls are charged by the time they take; then that time must be measured. */
    public boolean byTime() {
        PriceSheet usual = sheet(ServiceTier.STANDARD, 0);
        boolean timed = usual.charges(Rate.INPUT_SECOND) || usual.charges(Rate.OUTPUT_SECOND);
        return timed && !usual.charges(Rate.INPUT) && !usual.charges(Rate.OUTPUT);
    }

    /** Whether every call costs the same. */
    public boolean isFlat() {
        return flat && isKnown();
    }

    /** Whether text is sold by the token: what a vendor does not count can then be estimated. */
    public boolean byToken() {
        PriceSheet usual = sheet(ServiceTier.STANDARD, 0);
        boolean sold = usual.charges(Rate.INPUT) || usual.charges(Rate.OUTPUT);
        return sold && (mode.isEmpty() || mode.equals("chat") || mode.equals("completion") || mode.equals("responses"));
    }

    /** Whether all tokens read cost the same, and all tokens written, whatever they are of. */
    public boolean isEven() {
        return even;
    }

    /** All prices, in US dollars per unit. */
    SequencedMap<PriceName, BigDecimal> dollars() {
        return dollars;
    }

    /** Factors on prices, by the name of the circumstance. */
    SequencedMap<String, BigDecimal> factors() {
        return factors;
    }

    /** The usual price in US dollars per unit; null when it is unknown. */
    public @Nullable BigDecimal dollars(Rate rate) {
        return dollars.get(PriceName.of(rate));
    }

    boolean searchesOnce() {
        return factors.containsKey(SEARCHES_ONCE);
    }

    /** These prices of a model that searches for every answer. */
    Prices searchingOnce() {
        Map<String, BigDecimal> more = new LinkedHashMap<>(factors);
        more.put(SEARCHES_ONCE, BigDecimal.ONE);
        return new Prices(provider, mode, dollars, more, own);
    }

    /** These prices, and one of another model's where there is none: some vendors list the prices of tools apart. */
    public Prices orElse(Rate rate, Prices others) {
        BigDecimal price = others.dollars(rate);
        if (price == null || dollars.isEmpty() || dollars(rate) != null) {
            return this;
        }
        Map<PriceName, BigDecimal> more = new LinkedHashMap<>(dollars);
        more.put(PriceName.of(rate), price);
        return new Prices(provider, mode, more, factors, own);
    }

    boolean searchByQuery() {
        return factors.containsKey(SEARCH_BY_QUERY);
    }

    /**
     * These prices with those of an operator on top.
     *
     * @param otherMode what the operator says the model is for; empty for nothing
     */
    public Prices with(PriceFields others, String otherMode) {
        boolean sameMode = otherMode.isEmpty() || otherMode.equals(mode);
        if (others.isEmpty() && sameMode) {
            return this;
        }
        Map<PriceName, BigDecimal> all = new LinkedHashMap<>(dollars);
        all.putAll(others.dollars());
        Map<String, BigDecimal> allFactors = new LinkedHashMap<>(factors);
        allFactors.putAll(others.factors());
        return new Prices(provider, sameMode ? mode : otherMode, all, allFactors, own || !others.isEmpty());
    }

    /**
     * These prices where the model runs in a region that its vendor charges more for.
     *
     * @param region such as {@code eu}
     */
    public Prices inRegion(String region) {
        return raised(factors.get("region_" + region));
    }

    /** These prices at an endpoint of a region of a vendor that has a global one too. */
    public Prices atRegionalEndpoint() {
        return raised(factors.get(REGIONAL_ENDPOINT));
    }

    private Prices raised(@Nullable BigDecimal factor) {
        if (factor == null) {
            return this;
        }
        Map<PriceName, BigDecimal> raised = new LinkedHashMap<>();
        dollars.forEach((name, price) -> raised.put(name, name.rate().isTool() ? price : price.multiply(factor)));
        return new Prices(provider, mode, raised, factors, own);
    }

    /**
     * The prices of one call.
     *
     * @param size tokens of the prompt, or results of a search
     */
    PriceSheet sheet(Terms terms, long size) {
        ServiceTier tier = ServiceTier.on(terms);
        int step = step(size);
        if (factors.isEmpty() || (terms.speed() == null && terms.geography() == null)) {
            return sheet(tier, step);
        }
        BigDecimal factor = factor(terms);
        return factor.compareTo(BigDecimal.ONE) == 0
                ? sheet(tier, step)
                : special.computeIfAbsent(new Special(tier, step, factor), this::special);
    }

    /**
     * How many of the sizes are exceeded; a prompt of exactly the size has not exceeded it. What is exceeded counts for the whole
     * request, its answer and what it reads from a cache included, and not only for what lies above. So say all vendors with such
     * prices, whether they list them as prices above a size or as steps.
     *
     * @see <a href="https://platform.openai.com/docs/pricing">OpenAI and Azure: above 272 thousand, for the full request</a>
     * @see <a href="https://platform.claude.com/docs/en/about-claude/pricing#long-context-pricing">Anthropic, also at Bedrock and
     *     Vertex: above 200 thousand, all tokens, those of caches counted into the size</a>
     * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/pricing">Google: above 200 thousand, formerly 128 thousand,
     *     all tokens of input and output</a>
     * @see <a href="https://docs.x.ai/docs/models">xAI: above 128 or 200 thousand, all tokens of the request</a>
     * @see <a href="https://www.alibabacloud.com/help/en/model-studio/models">Alibaba: by the input of one request, in steps of which
     *     one is charged</a>
     * @see <a href="https://www.volcengine.com/docs/82379/1544106">Volcano Engine: by the length of the input, likewise</a>
     */
    private int step(long size) {
        int step = 0;
        while (step < sizes.length && size > sizes[step]) {
            step++;
        }
        return step;
    }

    private BigDecimal factor(Terms terms) {
        BigDecimal factor = BigDecimal.ONE;
        if (FAST.equals(terms.speed())) {
            factor = factor.multiply(factors.getOrDefault(FAST, BigDecimal.ONE));
        }
        String place = terms.geography();
        return place == null ? factor : factor.multiply(factors.getOrDefault(place, BigDecimal.ONE));
    }

    private PriceSheet sheet(ServiceTier tier, int step) {
        int at = tier.index() * (sizes.length + 1) + step;
        PriceSheet made = sheets[at];
        if (made == null) {
            made = PriceSheet.of(rate -> price(rate, tier, step));
            sheets[at] = made;
        }
        return made;
    }

    private PriceSheet special(Special wanted) {
        return PriceSheet.of(rate -> {
            BigDecimal price = price(rate, wanted.tier, wanted.size);
            return price == null || !rate.isToken() ? price : price.multiply(wanted.factor);
        });
    }

    /**
     * The price for the largest size that is exceeded, of the class of service if it has one. Where that size has only the usual
     * price, the class's own price of a smaller size counts if it is higher: a dearer class is not cheaper for being large.
     */
    private @Nullable BigDecimal price(Rate rate, ServiceTier tier, int step) {
        for (int i = step; i >= 0; i--) {
            BigDecimal own = at(rate, i, tier);
            if (own != null) {
                return own;
            }
            BigDecimal usual = at(rate, i, ServiceTier.STANDARD);
            if (usual != null) {
                BigDecimal smaller = i == 0 ? null : ownBelow(rate, tier, i);
                BigDecimal charged = tier == ServiceTier.BATCH && !rate.isTool() ? usual.multiply(HALF) : usual;
                return smaller == null ? charged : charged.max(smaller);
            }
        }
        return null;
    }

    private @Nullable BigDecimal ownBelow(Rate rate, ServiceTier tier, int step) {
        for (int i = step - 1; i >= 0; i--) {
            BigDecimal own = at(rate, i, tier);
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    private @Nullable BigDecimal at(Rate rate, int step, ServiceTier tier) {
        return dollars.get(new PriceName(rate, step == 0 ? 0 : sizes[step - 1], tier));
    }
}

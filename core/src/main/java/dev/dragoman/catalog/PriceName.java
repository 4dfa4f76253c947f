package dev.dragoman.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Which price it is.
 *
 * @param rate what it is for
 * @param above it counts for prompts of more tokens, and searches for more results, than this; zero for any
 * @param tier the class of service that it is for
 */
public record PriceName(Rate rate, long above, ServiceTier tier) {

    private static final String ABOVE = "_above_";
    private static final String THOUSANDS = "k_tokens";

    /** LiteLLM's older name of the price of tokens read from a cache. */
    private static final String CACHE_HIT = "input_cost_per_token_cache_hit";

    static PriceName of(Rate rate) {
        return new PriceName(rate, 0, ServiceTier.STANDARD);
    }

    /**
     * The price of a name in the catalogue, such as {@code out>200000!priority}.
     *
     * @throws IllegalArgumentException when it is none
     */
    static PriceName ofText(String name) {
        int mark = name.indexOf('!');
        String sized = mark < 0 ? name : name.substring(0, mark);
        int size = sized.indexOf('>');
        Rate rate = Rate.ofShortName(size < 0 ? sized : sized.substring(0, size));
        ServiceTier tier = ServiceTier.ofMark(mark < 0 ? "" : name.substring(mark));
        if (rate == null || tier == null) {
            throw new IllegalArgumentException("price \"" + name + "\" (expected: a name of Rate, >size, !tier)");
        }
        return new PriceName(rate, size < 0 ? 0 : Long.parseLong(sized.substring(size + 1)), tier);
    }

    /** The price of a field of LiteLLM's price map; null when the field is no price that is known. */
    static @Nullable PriceName ofField(String field) {
        ServiceTier tier = tier(field);
        String bare = field.substring(0, field.length() - tier.suffix().length());
        int at = bare.endsWith(THOUSANDS) ? bare.lastIndexOf(ABOVE) : -1;
        long above = at < 0 ? 0 : thousands(bare.substring(at + ABOVE.length(), bare.length() - THOUSANDS.length()));
        Rate rate = rate(at < 0 ? bare : bare.substring(0, at));
        return rate == null || above < 0 ? null : new PriceName(rate, above, tier);
    }

    private static @Nullable Rate rate(String field) {
        return field.equals(CACHE_HIT) ? Rate.CACHE_READ : Rate.ofField(field);
    }

    private static ServiceTier tier(String field) {
        for (ServiceTier tier : ServiceTier.values()) {
            if (tier != ServiceTier.STANDARD && field.endsWith(tier.suffix())) {
                return tier;
            }
        }
        return ServiceTier.STANDARD;
    }

    private static long thousands(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() < 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) * 1_000 : -1;
    }

    /** Its name in LiteLLM's price map. */
    String field() {
        String size = above == 0 ? "" : ABOVE + above / 1_000 + THOUSANDS;
        return rate.field() + size + tier.suffix();
    }

    /** Its name in the catalogue. */
    String text() {
        return rate.shortName() + (above == 0 ? "" : ">" + above) + tier.mark();
    }
}

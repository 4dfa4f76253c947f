package dev.dragoman.catalog;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The prices of one call, in US dollars per unit: exact, and where it fits a whole number of 1e-18 dollars. Immutable. */
final class PriceSheet {

    /** There is no such price. */
    static final long ABSENT = -1;

    /** The price is no whole number of 1e-18 dollars, or too large to be one. */
    static final long WIDE = -2;

    private static final int ATTO_DIGITS = 18;

    private final @Nullable BigDecimal[] dollars;
    private final long[] atto;

    private PriceSheet(@Nullable BigDecimal[] dollars) {
        this.dollars = dollars;
        this.atto = new long[dollars.length];
        for (int i = 0; i < dollars.length; i++) {
            BigDecimal price = dollars[i];
            atto[i] = price == null ? ABSENT : atto(price);
        }
    }

    /** A sheet of the prices that the function finds. */
    static PriceSheet of(Function<Rate, @Nullable BigDecimal> prices) {
        @Nullable BigDecimal[] dollars = new BigDecimal[Rate.count()];
        for (Rate rate : Rate.values()) {
            dollars[rate.index()] = prices.apply(rate);
        }
        return new PriceSheet(dollars);
    }

    private static long atto(BigDecimal price) {
        BigDecimal scaled = price.movePointRight(ATTO_DIGITS).stripTrailingZeros();
        boolean fits = scaled.scale() <= 0 && scaled.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? scaled.longValueExact() : WIDE;
    }

    /** Whether there is such a price, also when it is zero. */
    boolean has(Rate rate) {
        return atto[rate.index()] != ABSENT;
    }

    /** Whether there is such a price that is not zero. */
    boolean charges(Rate rate) {
        long price = atto[rate.index()];
        return price != ABSENT && price != 0;
    }

    /** The price in 1e-18 dollars, or {@link #ABSENT} or {@link #WIDE}. */
    long atto(Rate rate) {
        return atto[rate.index()];
    }

    /** The price in dollars; null when there is none. */
    @Nullable
    BigDecimal dollars(Rate rate) {
        return dollars[rate.index()];
    }

    /** The first of the rates for which there is a price, else the last. */
    Rate first(Rate rate, Rate otherwise) {
        return has(rate) ? rate : otherwise;
    }

    /** Whether there is any price at all. */
    boolean isEmpty() {
        return Arrays.stream(atto).allMatch(price -> price == ABSENT);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Rate rate : Rate.values()) {
            BigDecimal price = dollars(rate);
            text.append(price == null ? "" : " " + rate.shortName() + "=" + price.toPlainString());
        }
        return "$" + text;
    }
}

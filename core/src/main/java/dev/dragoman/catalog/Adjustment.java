package dev.dragoman.catalog;

import java.math.BigDecimal;

/**
 * What an operator does to a vendor's price: first a discount, then a margin.
 *
 * @param discount the part of the cost that is not paid, such as 0.05
 * @param margin the part of the discounted cost that is put on it, such as 0.1
 * @param fee US dollars that are put on every call
 */
public record Adjustment(BigDecimal discount, BigDecimal margin, BigDecimal fee) {

    /** Nothing. */
    public static final Adjustment NONE = new Adjustment(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Whether it changes nothing. */
    public boolean isNone() {
        return discount.signum() == 0 && margin.signum() == 0 && fee.signum() == 0;
    }

    /** The same without what is put on every call, for a further part of one. */
    Adjustment withoutFee() {
        return fee.signum() == 0 ? this : new Adjustment(discount, margin, BigDecimal.ZERO);
    }

    BigDecimal discounted(BigDecimal cost) {
        return cost.multiply(BigDecimal.ONE.subtract(discount));
    }

    BigDecimal withMargin(BigDecimal discounted) {
        return discounted.multiply(BigDecimal.ONE.add(margin)).add(fee);
    }
}

package dev.dragoman.catalog;

import java.math.BigDecimal;

/**
 * What a call cost, in nano-dollars. It was reckoned exactly and rounded once, half up; the parts are rounded so that their sum
 * is the cost before discount and margin. More than {@link Long#MAX_VALUE} counts as that much. Immutable.
 */
public final class Cost {

    /** Nothing. */
    public static final Cost FREE = new Cost(new long[Part.count()], 0, 0, 0, true);

    private static final int NANO_DIGITS = 9;

    private final long[] parts;
    private final long original;
    private final long discount;
    private final long margin;
    private final boolean complete;

    Cost(long[] parts, long original, long discount, long margin, boolean complete) {
        this.parts = parts;
        this.original = original;
        this.discount = discount;
        this.margin = margin;
        this.complete = complete;
    }

    /** This and another cost of the same call, such as a router's fee and the model that it chose. */
    public Cost plus(Cost other) {
        long[] sums = new long[parts.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sum(parts[i], other.parts[i]);
        }
        return new Cost(
                sums,
                sum(original, other.original),
                sum(discount, other.discount),
                sum(margin, other.margin),
                complete && other.complete);
    }

    /** The higher of two costs of which only one can be right. */
    Cost orDearer(Cost other) {
        return other.nanos() > nanos() ? other : this;
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** What is charged: the original cost, less the discount, and with the margin. */
    public long nanos() {
        return original - discount + margin;
    }

    /** The cost before discount and margin: the sum of all parts. */
    public long originalNanos() {
        return original;
    }

    /** What the discount took off. */
    public long discountNanos() {
        return discount;
    }

    /** What the margin put on. */
    public long marginNanos() {
        return margin;
    }

    /** The part of it. */
    public long nanos(Part part) {
        return parts[part.index()];
    }

    /** Whether there was a price for everything that was consumed; else the cost is too low. */
    public boolean isComplete() {
        return complete;
    }

    /** Nano-dollars as US dollars, without an exponent and without zeros at the end. */
    public static String dollars(long nanos) {
        if (nanos == 0) {
            return "0";
        }
        return BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return "$" + dollars(nanos()) + (complete ? "" : " (incomplete)");
    }
}

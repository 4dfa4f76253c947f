package dev.dragoman.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what one call consumed. Amounts are whole numbers of 1e-18 dollars as long as they fit, and decimals of any length
 * where they do not: nothing is rounded before the end. Not thread-safe.
 */
final class Bill {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int NANO_DIGITS = 9;
    private static final int ATTO_DIGITS = 18;
    private static final long ATTO_PER_NANO = 1_000_000_000;

    private final PriceSheet sheet;
    private final long[] atto = new long[Part.count()];
    private @Nullable BigDecimal @Nullable [] wide;
    private boolean complete = true;

    Bill(PriceSheet sheet) {
        this.sheet = sheet;
    }

    PriceSheet sheet() {
        return sheet;
    }

    /** Charges so many units; without a price for them the bill is incomplete. */
    void charge(Part part, long quantity, Rate rate) {
        if (quantity <= 0) {
            return;
        }
        long price = sheet.atto(rate);
        if (price == PriceSheet.ABSENT) {
            complete = false;
            return;
        }
        int at = part.index();
        if (price != PriceSheet.WIDE && Math.multiplyHigh(quantity, price) == 0) {
            long amount = quantity * price;
            long sum = atto[at] + amount;
            if (amount >= 0 && sum >= 0) {
                atto[at] = sum;
                return;
            }
        }
        charge(part, BigDecimal.valueOf(quantity), rate);
    }

    /** Charges so many units, or a fraction of one. */
    void charge(Part part, BigDecimal quantity, Rate rate) {
        if (quantity.signum() <= 0) {
            return;
        }
        BigDecimal price = sheet.dollars(rate);
        if (price == null) {
            complete = false;
        } else {
            add(part, quantity.multiply(price));
        }
    }

    /** Adds US dollars. */
    void add(Part part, BigDecimal dollars) {
        @Nullable BigDecimal[] amounts = wide == null ? new BigDecimal[Part.count()] : wide;
        BigDecimal before = amounts[part.index()];
        amounts[part.index()] = before == null ? dollars : before.add(dollars);
        wide = amounts;
    }

    /** There was no price for something. */
    void incomplete() {
        complete = false;
    }

    Cost settle(Adjustment adjustment) {
        return wide == null && adjustment.isNone() ? settleFitting() : settleAny(adjustment);
    }

    private Cost settleFitting() {
        long whole = 0;
        long rest = 0;
        for (long amount : atto) {
            whole += amount / ATTO_PER_NANO;
            rest += amount % ATTO_PER_NANO;
        }
        long carried = (rest + ATTO_PER_NANO / 2) / ATTO_PER_NANO;
        return new Cost(carried == 0 ? floored() : rounded(carried), whole + carried, 0, 0, complete);
    }

    /** Most prices are whole nano-dollars, and so are most parts. */
    private long[] floored() {
        for (int i = 0; i < atto.length; i++) {
            atto[i] /= ATTO_PER_NANO;
        }
        return atto;
    }

    private long[] rounded(long carried) {
        long[] nanos = new long[atto.length];
        for (int i = 0; i < atto.length; i++) {
            nanos[i] = atto[i] / ATTO_PER_NANO;
            atto[i] %= ATTO_PER_NANO;
        }
        distribute(nanos, carried);
        return nanos;
    }

    private Cost settleAny(Adjustment adjustment) {
        long[] nanos = new long[atto.length];
        BigDecimal sum = BigDecimal.ZERO;
        long whole = 0;
        for (int i = 0; i < atto.length; i++) {
            BigDecimal exact = exact(i);
            sum = sum.add(exact);
            nanos[i] = nanos(exact, RoundingMode.FLOOR);
            whole = saturated(whole + nanos[i]);
            atto[i] = exact.subtract(BigDecimal.valueOf(nanos[i], NANO_DIGITS))
                    .movePointRight(ATTO_DIGITS)
                    .min(MOST)
                    .longValue();
        }
        long original = nanos(sum, RoundingMode.HALF_UP);
        distribute(nanos, original - whole);
        BigDecimal discounted = adjustment.discounted(sum);
        long paid = nanos(discounted, RoundingMode.HALF_UP);
        long charged = nanos(adjustment.withMargin(discounted), RoundingMode.HALF_UP);
        return new Cost(nanos, original, original - paid, charged - paid, complete);
    }

    private BigDecimal exact(int part) {
        BigDecimal fitting = BigDecimal.valueOf(atto[part], ATTO_DIGITS);
        BigDecimal more = wide == null ? null : wide[part];
        return more == null ? fitting : fitting.add(more);
    }

    private static long nanos(BigDecimal dollars, RoundingMode mode) {
        return dollars.movePointRight(NANO_DIGITS).setScale(0, mode).min(MOST).longValueExact();
    }

    private static long saturated(long sum) {
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Gives the nano-dollars that rounding left over to the parts that lost most by it. */
    private void distribute(long[] nanos, long leftOver) {
        for (long i = Math.min(leftOver, nanos.length); i > 0; i--) {
            int most = 0;
            for (int part = 1; part < atto.length; part++) {
                most = atto[part] > atto[most] ? part : most;
            }
            nanos[most]++;
            atto[most] = 0;
        }
    }
}

package dev.dragoman.gateway.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Nano-dollars as LiteLLM's messages write dollars. */
final class Dollars {

    private static final int NANO_DIGITS = 9;
    private static final BigDecimal SMALL = new BigDecimal("0.0001");

    private Dollars() {}

    /** As Python writes a floating-point number, such as {@code 7.2e-05} or {@code 10.0}. */
    static String plain(long nanos) {
        BigDecimal dollars = BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros();
        if (dollars.signum() != 0 && dollars.abs().compareTo(SMALL) < 0) {
            return scientific(dollars);
        }
        return dollars.scale() <= 0 ? dollars.setScale(1).toPlainString() : dollars.toPlainString();
    }

    private static String scientific(BigDecimal dollars) {
        int exponent = dollars.scale() - dollars.precision() + 1;
        String digits = dollars.movePointRight(exponent).stripTrailingZeros().toPlainString();
        return digits + (exponent < 10 ? "e-0" : "e-") + exponent;
    }

    /** With so many digits after the point. */
    static String rounded(long nanos, int digits) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}

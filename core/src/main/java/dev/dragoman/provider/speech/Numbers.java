package dev.dragoman.provider.speech;

import java.math.BigDecimal;

/** Numbers as they are written. */
public final class Numbers {

    private Numbers() {}

    /** The shortest text of a number, without an exponent and without a fraction of nothing. */
    public static String shortest(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}

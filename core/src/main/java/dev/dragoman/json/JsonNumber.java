package dev.dragoman.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A JSON number, kept as it was written, so that nothing is lost on the way through.
 *
 * @param literal the number in JSON's notation
 */
public record JsonNumber(String literal) implements JsonValue {

    /** A whole number. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** A number with a fraction; whole values are written without one. */
    public static JsonNumber of(double value) {
        long whole = (long) value;
        return whole == value && Math.abs(value) < 1e15 ? of(whole) : new JsonNumber(Double.toString(value));
    }

    /** The nearest double. */
    public double doubleValue() {
        return Double.parseDouble(literal);
    }

    /** The whole number, or null when it has a fraction or exceeds 64 bits. */
    public @Nullable Long longValue() {
        if (isPlainInteger()) {
            return Long.valueOf(literal);
        }
        if (literal.length() > 64) {
            return null;
        }
        try {
            return new BigDecimal(literal).longValueExact();
        } catch (ArithmeticException notWhole) {
            return null;
        }
    }

    private boolean isPlainInteger() {
        int from = literal.startsWith("-") ? 1 : 0;
        if (literal.length() - from > 18 || literal.length() == from) {
            return false;
        }
        for (int i = from; i < literal.length(); i++) {
            if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers written as text. */
final class Numbers {

    private static final int LONGEST = 60;

    private Numbers() {}

    /** The number that the text is, digits may be grouped by underscores; null when it is none. */
    static @Nullable BigDecimal decimal(String text) {
        if (!startsLikeNumber(text)) {
            return null;
        }
        try {
            return new BigDecimal(text.replace("_", ""));
        } catch (NumberFormatException notNumber) {
            // Most texts are no numbers; that is an answer and no failure.
            return null;
        }
    }

    /** The number as a Long; null when it has a fraction or is too large. */
    static @Nullable Long whole(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException inexact) {
            // The exact conversion is the test.
            return null;
        }
    }

    private static boolean startsLikeNumber(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        return (isDigit(first) || first == '.' || first == '+' || first == '-') && (isDigit(last) || last == '.');
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}

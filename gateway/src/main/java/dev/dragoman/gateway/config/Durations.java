package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans of time as people write them: seconds, or a number with a unit. */
final class Durations {

    private static final Map<String, BigDecimal> SECONDS = Map.of(
            "ms", new BigDecimal("0.001"),
            "s", BigDecimal.ONE,
            "m", BigDecimal.valueOf(60),
            "h", BigDecimal.valueOf(3600),
            "d", BigDecimal.valueOf(86_400));

    private static final BigDecimal LONGEST = BigDecimal.valueOf(86_400L * 36_500);

    private Durations() {}

    /** The span that a number of seconds or a text such as {@code 5m} means; null when it means none. */
    static @Nullable Duration of(String text) {
        int unitAt = text.length();
        while (unitAt > 0 && Character.isLetter(text.charAt(unitAt - 1))) {
            unitAt--;
        }
        BigDecimal factor = unitAt == text.length() ? BigDecimal.ONE : SECONDS.get(text.substring(unitAt));
        BigDecimal number = Numbers.decimal(text.substring(0, unitAt).strip());
        return factor == null || number == null ? null : seconds(number.multiply(factor));
    }

    private static @Nullable Duration seconds(BigDecimal seconds) {
        if (seconds.abs().compareTo(LONGEST) > 0) {
            return null;
        }
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
    }
}

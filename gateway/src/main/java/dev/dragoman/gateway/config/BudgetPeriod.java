package dev.dragoman.gateway.config;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a budget lasts, such as {@code 30d} or {@code 1mo}.
 *
 * @param amount how many units
 * @param unit seconds to months; months are those of the calendar in UTC
 * @param text as it was written
 */
public record BudgetPeriod(int amount, ChronoUnit unit, String text) {

    /** What a text must look like. */
    public static final String EXPECTED = "a period such as 30s, 5m, 1h, 7d, 2w or 1mo";

    private static final int LONGEST_NUMBER = 9;

    private record Unit(String name, ChronoUnit unit) {}

    private static final List<Unit> UNITS = List.of(
            new Unit("mo", ChronoUnit.MONTHS),
            new Unit("s", ChronoUnit.SECONDS),
            new Unit("m", ChronoUnit.MINUTES),
            new Unit("h", ChronoUnit.HOURS),
            new Unit("d", ChronoUnit.DAYS),
            new Unit("w", ChronoUnit.WEEKS));

    /** The period that a text means; null when it means none. */
    public static @Nullable BudgetPeriod of(String text) {
        for (Unit unit : UNITS) {
            if (text.endsWith(unit.name())) {
                Integer amount =
                        amount(text.substring(0, text.length() - unit.name().length()));
                return amount == null ? null : new BudgetPeriod(amount, unit.unit(), text);
            }
        }
        return null;
    }

    private static @Nullable Integer amount(String text) {
        boolean number = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        int amount = number ? Integer.parseInt(text) : 0;
        return amount == 0 ? null : Integer.valueOf(amount);
    }

    /** When a period that began then ends. */
    public Instant endOf(Instant beginning) {
        return beginning.atZone(ZoneOffset.UTC).plus(amount, unit).toInstant();
    }
}

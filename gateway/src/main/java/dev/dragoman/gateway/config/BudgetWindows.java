package dev.dragoman.gateway.config;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * When budgets begin anew, by the clock and calendar of one place: months on their first day, weeks on Monday, days at midnight,
 * shorter windows at whole multiples of their length since midnight, of which the last of a day ends with it. Windows of several days
 * or months are counted from the one in which the budget began. Windows follow each other without gap or overlap, also where clocks
 * are put forward or back. Pure.
 *
 * @param zone whose midnight counts
 */
public record BudgetWindows(ZoneId zone) {

    private static final int MONTH_DAYS = 30;
    private static final int WEEK_DAYS = 7;
    private static final long HOUR_SECONDS = 3_600;
    private static final long DAY_SECONDS = 24 * HOUR_SECONDS;

    /**
     * The window of a moment.
     *
     * @param duration such as {@code 30d}; null for ever
     * @param anchor when the budget began
     * @throws IllegalArgumentException when the duration is none
     */
    public BudgetWindow of(@Nullable String duration, Instant anchor, Instant now) {
        if (duration == null) {
            return BudgetWindow.EVER;
        }
        BudgetPeriod period = BudgetPeriod.of(duration);
        if (period == null) {
            throw new IllegalArgumentException(
                    "budget_duration: " + duration + " (expected: " + BudgetPeriod.EXPECTED + ")");
        }
        return of(period, anchor, now);
    }

    /** The window of a moment. */
    public BudgetWindow of(BudgetPeriod period, Instant anchor, Instant now) {
        int amount = period.amount();
        return switch (period.unit()) {
            case MONTHS -> months(period, amount, anchor, now);
            case WEEKS -> days(period, amount * (long) WEEK_DAYS, anchor, now);
            case DAYS -> days(period, amount, anchor, now);
            case HOURS -> clocked(period, amount * HOUR_SECONDS, anchor, now);
            case MINUTES -> clocked(period, amount * 60L, anchor, now);
            default -> clocked(period, amount, anchor, now);
        };
    }

    /** When everything may be spent again; null for never. */
    public @Nullable Instant resetAt(@Nullable String duration, Instant anchor, Instant now) {
        return of(duration, anchor, now).end();
    }

    private BudgetWindow days(BudgetPeriod period, long days, Instant anchor, Instant now) {
        LocalDate today = date(now);
        if (days == MONTH_DAYS) {
            return months(period, 1, anchor, now);
        }
        if (days == WEEK_DAYS) {
            LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            return window(period, monday, monday.plusWeeks(1));
        }
        LocalDate first = date(anchor);
        long passed = Math.floorDiv(ChronoUnit.DAYS.between(first, today), days);
        return window(period, first.plusDays(passed * days), first.plusDays((passed + 1) * days));
    }

    private BudgetWindow months(BudgetPeriod period, int months, Instant anchor, Instant now) {
        LocalDate first = date(anchor).withDayOfMonth(1);
        LocalDate current = date(now).withDayOfMonth(1);
        long passed = Math.floorDiv(ChronoUnit.MONTHS.between(first, current), (long) months);
        return window(period, first.plusMonths(passed * months), first.plusMonths((passed + 1) * months));
    }

    private BudgetWindow clocked(BudgetPeriod period, long seconds, Instant anchor, Instant now) {
        if (seconds % DAY_SECONDS == 0) {
            return since(period, seconds / DAY_SECONDS, anchor, now);
        }
        if (seconds > DAY_SECONDS) {
            return elapsed(period, seconds, begin(date(anchor)), now, Instant.MAX);
        }
        Instant midnight = begin(date(now));
        Instant next = begin(date(now).plusDays(1));
        return seconds % HOUR_SECONDS == 0
                ? hours(period, seconds / HOUR_SECONDS, next, now)
                : elapsed(period, seconds, midnight, now, next);
    }

    /** Whole days that were told in hours or less are no weeks or months. */
    private BudgetWindow since(BudgetPeriod period, long days, Instant anchor, Instant now) {
        LocalDate first = date(anchor);
        long passed = Math.floorDiv(ChronoUnit.DAYS.between(first, date(now)), days);
        return window(period, first.plusDays(passed * days), first.plusDays((passed + 1) * days));
    }

    private static BudgetWindow elapsed(
            BudgetPeriod period, long seconds, Instant from, Instant now, Instant latestEnd) {
        long passed = Math.floorDiv(Duration.between(from, now).toSeconds(), seconds);
        Instant start = from.plusSeconds(passed * seconds);
        Instant end = start.plusSeconds(seconds);
        return window(period, start, end.isAfter(latestEnd) ? latestEnd : end);
    }

    /** An hour of the clock that comes twice begins no window the second time, one that is left out begins with the next. */
    private BudgetWindow hours(BudgetPeriod period, long hours, Instant midnight, Instant now) {
        LocalDateTime local = LocalDateTime.ofInstant(now, zone);
        LocalDateTime first = local.truncatedTo(ChronoUnit.DAYS);
        long passed = local.getHour() / hours;
        Instant start = instant(first.plusHours(passed * hours));
        Instant end = instant(first.plusHours((passed + 1) * hours));
        while (!end.isAfter(now)) {
            passed++;
            start = end;
            end = instant(first.plusHours((passed + 1) * hours));
        }
        return window(period, start, end.isAfter(midnight) ? midnight : end);
    }

    private BudgetWindow window(BudgetPeriod period, LocalDate start, LocalDate end) {
        return window(period, begin(start), begin(end));
    }

    private static BudgetWindow window(BudgetPeriod period, Instant start, Instant end) {
        return new BudgetWindow(period.text() + "@" + start, start, end);
    }

    private LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    private Instant begin(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    private Instant instant(LocalDateTime local) {
        return local.atZone(zone).toInstant();
    }
}

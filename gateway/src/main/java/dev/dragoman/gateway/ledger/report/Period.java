package dev.dragoman.gateway.ledger.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days in UTC that a report is about, the first and the last of them included.
 *
 * @param first the first day
 * @param last the last day
 */
record Period(LocalDate first, LocalDate last) {

    static final String START = "start_date";
    static final String END = "end_date";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int MOST_DAYS = 3_660;
    private static final String EXPECTED = "a day such as 2026-05-31";

    /** A time span, from the beginning up to but without the end. */
    record Span(Instant from, Instant until) {}

    /** The days that are asked for; null when none are. */
    static @Nullable Period orNull(Asked asked) {
        return asked.text(START) == null && asked.text(END) == null ? null : of(asked);
    }

    /** The days that are asked for, which must be. */
    static Period of(Asked asked) {
        return of(asked, START, END);
    }

    static Period of(Asked asked, String start, String end) {
        Period period = new Period(day(asked, start), day(asked, end));
        return period.checked(start, end);
    }

    /** The days that are asked for, else the last thirty. */
    static Period orMonth(Asked asked, Instant now) {
        Period period = orNull(asked);
        return period == null ? month(now) : period;
    }

    /** The last thirty days. */
    static Period month(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new Period(today.minusDays(29), today);
    }

    private Period checked(String start, String end) {
        if (last.isBefore(first)) {
            throw Asked.wrong(end, last.toString(), "a day that is not before " + start);
        }
        if (first.plusDays(MOST_DAYS).isBefore(last)) {
            throw Asked.wrong(start, first.toString(), "no more than ten years before " + end);
        }
        return this;
    }

    /**
     * The days that somebody whose clock is so many minutes behind UTC means: days here are those of UTC, so that one more is looked at.
     */
    Period seenFrom(int minutesBehind) {
        return minutesBehind == 0
                ? this
                : minutesBehind < 0 ? new Period(first.minusDays(1), last) : new Period(first, last.plusDays(1));
    }

    private static LocalDate day(Asked asked, String name) {
        String text = asked.text(name);
        if (text == null) {
            throw Asked.invalid(
                    name,
                    "Please provide start_date and end_date: " + name + " is missing (expected: " + EXPECTED + ")");
        }
        try {
            String day = text.strip();
            return checkedDay(name, text, LocalDate.parse(day.length() > 10 ? day.substring(0, 10) : day));
        } catch (DateTimeParseException none) {
            throw Asked.wrong(name, text, EXPECTED);
        }
    }

    private static LocalDate checkedDay(String name, String text, LocalDate day) {
        if (day.getYear() < 1970 || day.getYear() > 9_999) {
            throw Asked.wrong(name, text, EXPECTED);
        }
        return day;
    }

    /** The times that are asked for, which must be: days, or moments to the second. */
    static Span span(Asked asked) {
        Period checked = of(asked);
        Instant from = moment(asked, START, checked.first(), LocalTime.MIN);
        Instant until = moment(asked, END, checked.last(), LocalTime.MAX);
        return new Span(from, until.plusMillis(1));
    }

    private static Instant moment(Asked asked, String name, LocalDate day, LocalTime otherwise) {
        String text = String.valueOf(asked.text(name)).strip();
        if (text.length() <= 10) {
            return day.atTime(otherwise).toInstant(ZoneOffset.UTC);
        }
        try {
            return LocalDateTime.parse(text, SECONDS).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException another) {
            return iso(name, text);
        }
    }

    private static Instant iso(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException none) {
            throw Asked.wrong(name, text, "a day, or a moment in UTC such as 2026-05-31 18:30:00");
        }
    }

    /** All of its days. */
    List<String> days() {
        return first.datesUntil(last.plusDays(1)).map(LocalDate::toString).toList();
    }

    /** Holds a query of sums by day to it. */
    void days(Where where) {
        where.and("day >= ? AND day <= ?", first.toString(), last.toString());
    }
}

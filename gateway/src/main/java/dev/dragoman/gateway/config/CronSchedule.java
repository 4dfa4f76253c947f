package dev.dragoman.gateway.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minutes of a calendar in UTC, as cron's five fields name them: minute, hour, day of the month, month and weekday, each a star or a
 * list of numbers and ranges, with a step where it is wanted. Where both days are restricted, either is enough.
 */
public final class CronSchedule {

    private static final int FIELDS = 5;
    private static final int SUNDAY = 7;
    private static final int MOST_DAYS = 366 * 8;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private CronSchedule(String text, List<BitSet> fields, boolean anyDay, boolean anyWeekday) {
        this.text = text;
        this.minutes = fields.get(0);
        this.hours = fields.get(1);
        this.days = fields.get(2);
        this.months = fields.get(3);
        this.weekdays = fields.get(4);
        this.anyDay = anyDay;
        this.anyWeekday = anyWeekday;
    }

    /** The schedule that a text means; null when it means none. */
    static @Nullable CronSchedule of(String text) {
        List<String> words = KeyRows.parts(text.strip(), " ").stream()
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() != FIELDS) {
            return null;
        }
        BitSet minutes = field(words.get(0), 0, 59);
        BitSet hours = field(words.get(1), 0, 23);
        BitSet days = field(words.get(2), 1, 31);
        BitSet months = field(words.get(3), 1, 12);
        BitSet weekdays = field(words.get(4), 0, SUNDAY);
        if (minutes == null || hours == null || days == null || months == null || weekdays == null) {
            return null;
        }
        if (weekdays.get(0)) {
            weekdays.set(SUNDAY);
        }
        return new CronSchedule(
                text,
                List.of(minutes, hours, days, months, weekdays),
                words.get(2).startsWith("*"),
                words.get(4).startsWith("*"));
    }

    private static @Nullable BitSet field(String word, int least, int most) {
        BitSet set = new BitSet(most + 1);
        for (String part : KeyRows.parts(word, ",")) {
            int slash = part.indexOf('/');
            Integer step = slash < 0 ? Integer.valueOf(1) : number(part.substring(slash + 1), 1, most + 1);
            String range = slash < 0 ? part : part.substring(0, slash);
            int dash = range.indexOf('-');
            boolean all = range.equals("*");
            Integer from =
                    all ? Integer.valueOf(least) : number(dash < 0 ? range : range.substring(0, dash), least, most);
            Integer to = all || dash < 0 && slash >= 0
                    ? Integer.valueOf(most)
                    : dash < 0 ? from : number(range.substring(dash + 1), least, most);
            if (step == null || from == null || to == null || from > to) {
                return null;
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static @Nullable Integer number(String text, int least, int most) {
        boolean digits = !text.isEmpty() && text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = digits ? Integer.parseInt(text) : -1;
        return value < least || value > most ? null : Integer.valueOf(value);
    }

    /** The first such minute after then; null when there is none within some years. */
    public @Nullable Instant after(Instant then) {
        ZonedDateTime at =
                then.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        for (int day = 0; day < MOST_DAYS; day++) {
            if (isDay(at)) {
                ZonedDateTime found = onDay(at);
                if (found != null) {
                    return found.toInstant();
                }
            }
            at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        }
        return null;
    }

    private boolean isDay(ZonedDateTime at) {
        boolean day = days.get(at.getDayOfMonth());
        boolean weekday = weekdays.get(weekday(at.getDayOfWeek()));
        boolean both = anyDay || anyWeekday ? day && weekday : day || weekday;
        return both && months.get(at.getMonthValue());
    }

    private static int weekday(DayOfWeek day) {
        return day.getValue();
    }

    private @Nullable ZonedDateTime onDay(ZonedDateTime from) {
        for (int hour = hours.nextSetBit(from.getHour()); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            int minute = minutes.nextSetBit(hour == from.getHour() ? from.getMinute() : 0);
            if (minute >= 0) {
                return from.withHour(hour).withMinute(minute);
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronSchedule schedule && schedule.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}

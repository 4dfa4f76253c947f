package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetWindowsTest {

    private static final Instant ANCHOR = Instant.parse("2026-01-05T13:20:00Z");
    private static final BudgetWindows UTC = new BudgetWindows(ZoneOffset.UTC);
    private static final List<String> DURATIONS = List.of(
            "1s", "7s", "30s", "1m", "7m", "90m", "1h", "2h", "5h", "12h", "24h", "25h", "48h", "86400s", "1d", "2d",
            "7d", "10d", "30d", "31d", "1w", "2w", "1mo", "3mo");

    @ParameterizedTest
    @CsvSource({
        "1d, 2026-02-28T23:59:59Z, 2026-03-01T00:00:00Z",
        "24h, 2026-02-28T10:00:00Z, 2026-03-01T00:00:00Z",
        "1d, 2028-02-28T10:00:00Z, 2028-02-29T00:00:00Z",
        "7d, 2026-05-06T10:00:00Z, 2026-05-11T00:00:00Z",
        "1w, 2026-05-11T00:00:00Z, 2026-05-18T00:00:00Z",
        "30d, 2026-01-31T10:00:00Z, 2026-02-01T00:00:00Z",
        "1mo, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
        "3mo, 2026-03-31T23:59:59Z, 2026-04-01T00:00:00Z",
        "10d, 2026-01-05T13:20:00Z, 2026-01-15T00:00:00Z",
        "10d, 2026-01-15T00:00:00Z, 2026-01-25T00:00:00Z",
        "2w, 2026-01-18T10:00:00Z, 2026-01-19T00:00:00Z",
        "48h, 2026-01-06T10:00:00Z, 2026-01-07T00:00:00Z",
        "5h, 2026-01-06T21:10:00Z, 2026-01-07T00:00:00Z",
        "2h, 2026-01-06T21:10:00Z, 2026-01-06T22:00:00Z",
        "30m, 2026-01-06T21:10:00Z, 2026-01-06T21:30:00Z",
        "15s, 2026-01-06T21:10:14.9Z, 2026-01-06T21:10:15Z"
    })
    void everythingMayBeSpentAgainAt(String duration, Instant now, Instant reset) {
        assertThat(UTC.resetAt(duration, ANCHOR, now)).isEqualTo(reset);
    }

    @Test
    void theClockOfThePlaceCounts() {
        BudgetWindows newYork = new BudgetWindows(ZoneId.of("America/New_York"));

        assertThat(newYork.resetAt("1d", ANCHOR, Instant.parse("2026-03-08T12:00:00Z")))
                .isEqualTo("2026-03-09T04:00:00Z");
        assertThat(newYork.resetAt("12h", ANCHOR, Instant.parse("2026-03-08T12:00:00Z")))
                .isEqualTo("2026-03-08T16:00:00Z");
        assertThat(newYork.resetAt("1mo", ANCHOR, Instant.parse("2026-11-01T03:59:00Z")))
                .isEqualTo("2026-11-01T04:00:00Z");
    }

    @Test
    void withoutDurationNothingIsEverReset() {
        assertThat(UTC.of((String) null, ANCHOR, ANCHOR)).isEqualTo(BudgetWindow.EVER);
        assertThat(UTC.resetAt(null, ANCHOR, ANCHOR)).isNull();
    }

    @Test
    void whatIsNoDurationIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UTC.of("soon", ANCHOR, ANCHOR))
                .withMessageContaining("soon")
                .withMessageContaining("30s, 5m, 1h, 7d, 2w or 1mo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "America/New_York",
                "Europe/Berlin",
                "Australia/Lord_Howe",
                "America/Havana",
                "Africa/Cairo",
                "Asia/Kathmandu",
                "Pacific/Apia"
            })
    void windowsFollowEachOtherWithoutGapOrOverlap(String zone) {
        BudgetWindows windows = new BudgetWindows(ZoneId.of(zone));
        Random random = new Random(zone.hashCode());
        for (int i = 0; i < 4_000; i++) {
            String duration = DURATIONS.get(random.nextInt(DURATIONS.size()));
            Instant now = moment(random, ZoneId.of(zone));
            BudgetWindow window = windows.of(duration, ANCHOR, now);
            Instant start = Objects.requireNonNull(window.start());
            Instant end = Objects.requireNonNull(window.end());

            assertThat(now).as("%s at %s in %s", duration, now, window).isBetween(start, end.minusNanos(1));
            assertThat(windows.of(duration, ANCHOR, start)).isEqualTo(window);
            assertThat(windows.of(duration, ANCHOR, end.minusNanos(1))).isEqualTo(window);
            assertThat(windows.of(duration, ANCHOR, end).start())
                    .as("what follows %s", window)
                    .isEqualTo(end);
        }
    }

    /** Often near a change of the clock, the end of a month or of a February. */
    private static Instant moment(Random random, ZoneId zone) {
        Instant any = LocalDateTime.of(2011, 1, 1, 0, 0)
                .plusSeconds(random.nextLong(20L * 365 * 86_400))
                .atZone(zone)
                .toInstant();
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        if (change == null || random.nextInt(3) == 0) {
            return any;
        }
        return change.getInstant().plus(Duration.ofSeconds(random.nextLong(4 * 86_400) - 2 * 86_400));
    }
}

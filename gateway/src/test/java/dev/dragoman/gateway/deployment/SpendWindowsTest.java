package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.config.BudgetPeriod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SpendWindowsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T10:00:00Z"));
    private final SpendWindows windows = new SpendWindows(now::get);

    @Test
    void aPeriodBeginsWithItsFirstSpending() {
        BudgetPeriod hour = new BudgetPeriod(1, ChronoUnit.HOURS, "1h");
        windows.add("a", 5, hour);
        now.set(Instant.parse("2026-01-31T10:59:59Z"));
        windows.add("a", 7, hour);

        assertThat(windows.spent("a")).isEqualTo(12);
        assertThat(windows.end("a")).isEqualTo("2026-01-31T11:00:00Z");
        now.set(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(windows.spent("a")).isZero();
        assertThat(windows.end("a")).isNull();
        windows.add("a", 1, hour);
        assertThat(windows.end("a")).isEqualTo("2026-01-31T12:00:00Z");
    }

    @Test
    void aMonthIsThatOfTheCalendar() {
        windows.add("a", 5, new BudgetPeriod(1, ChronoUnit.MONTHS, "1mo"));

        assertThat(windows.end("a")).isEqualTo("2026-02-28T10:00:00Z");
        assertThat(windows.spent("b")).isZero();
    }
}

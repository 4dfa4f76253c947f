package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads how budgets are kept. */
final class BudgetSection {

    private final Problems problems;

    BudgetSection(Problems problems) {
        this.problems = problems;
    }

    BudgetSettings read(SectionValues litellm, SectionValues general, SectionValues own, ConfigNode at) {
        BudgetSettings usual = BudgetSettings.DEFAULTS;
        return new BudgetSettings(
                zone(litellm.text("timezone"), at),
                "429".equals(general.text("budget_exceeded_status_code")) ? 429 : usual.refusalStatus(),
                !"reject".equals(own.text("budget_mode")),
                nanos(own.decimal("unpriced_hold"), usual.unpricedHoldNanos()),
                own.span("budget_patience", usual.patience()),
                positive(own.span("budget_lease_time", usual.leaseTime()), usual.leaseTime()));
    }

    /** Nano-dollars of a number of dollars; null for none. */
    static @Nullable Long nanos(@Nullable BigDecimal dollars) {
        return dollars == null ? null : Long.valueOf(dollars.movePointRight(9).longValue());
    }

    private static long nanos(@Nullable BigDecimal dollars, long usual) {
        Long told = nanos(dollars);
        return told == null ? usual : told;
    }

    private static Duration positive(Duration told, Duration usual) {
        return told.isZero() || told.isNegative() ? usual : told;
    }

    private ZoneId zone(@Nullable String name, ConfigNode at) {
        if (name == null) {
            return BudgetSettings.DEFAULTS.zone();
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            problems.error(at.location(), "litellm_settings.timezone", name, "a zone such as Europe/Berlin or UTC");
            return BudgetSettings.DEFAULTS.zone();
        }
    }
}

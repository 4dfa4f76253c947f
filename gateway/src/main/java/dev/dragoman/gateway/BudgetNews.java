package dev.dragoman.gateway;

import dev.dragoman.gateway.alert.Alerts;
import dev.dragoman.gateway.alert.BudgetMessages;
import dev.dragoman.gateway.budget.BudgetListener;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.observe.BudgetMetrics;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What becomes known of budgets, told to those who watch and to those who send alerts. */
record BudgetNews(BudgetMetrics metrics, Alerts alerts, InstantSource clock) implements BudgetListener {

    @Override
    public void reached(Mark mark, BudgetLine line, long spentNanos) {
        Instant now = clock.instant();
        alerts.raise(
                switch (mark) {
                    case SOFT -> BudgetMessages.soft(line, spentNanos, now);
                    case THRESHOLD, LAST_THRESHOLD ->
                        BudgetMessages.threshold(line, spentNanos, mark.percentLeft(), now);
                    case EXHAUSTED -> BudgetMessages.exhausted(line, spentNanos, now);
                });
    }

    @Override
    public void stood(BudgetLine line, long spentNanos, @Nullable Instant ends) {
        metrics.stood(line, spentNanos, ends);
    }
}

package dev.dragoman.gateway;

import dev.dragoman.gateway.access.GrantBudgets;
import dev.dragoman.gateway.access.GrantLimits;
import dev.dragoman.gateway.access.Outsiders;
import dev.dragoman.gateway.budget.BudgetListener;
import dev.dragoman.gateway.budget.BudgetStep;
import dev.dragoman.gateway.budget.CostBound;
import dev.dragoman.gateway.budget.Escrow;
import dev.dragoman.gateway.budget.JdbcBankStore;
import dev.dragoman.gateway.budget.Opening;
import dev.dragoman.gateway.budget.Postpaid;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.gateway.limit.LimitListener;
import dev.dragoman.gateway.limit.LimitStep;
import dev.dragoman.gateway.limit.Limiter;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The limits and budgets of callers, put together. */
final class Governance implements AutoCloseable {

    private final Supplier<Settings> settings;
    private final Outsiders outsiders;
    private final Limiter limiter;
    private final Escrow escrow;
    private final InstantSource clock;

    /**
     * What is put together of.
     *
     * @param database keeps budgets
     * @param instance the name of this instance, the same in all its lives
     * @param shared what instances share; null when they share nothing but the database
     * @param window length of a window of limits
     * @param news is told of budgets
     */
    record World(
            Database database,
            String instance,
            @Nullable Redis shared,
            Duration window,
            Opening opening,
            BudgetListener news,
            Supplier<Settings> settings,
            InstantSource clock,
            LongSupplier nanoClock) {}

    Governance(World world, Outsiders outsiders) {
        this.settings = world.settings;
        this.outsiders = outsiders;
        this.clock = world.clock;
        Redis shared = world.shared;
        this.limiter = shared == null
                ? Limiter.alone(world.window, world.nanoClock)
                : Limiter.shared(
                        shared, UUID.randomUUID().toString(), world.window, LimitListener.NONE, world.nanoClock);
        JdbcBankStore bank = new JdbcBankStore(
                world.database.connections(),
                world.opening,
                world.settings.get().budgets().leaseTime(),
                world.clock);
        this.escrow = new Escrow(
                bank,
                world.instance,
                UUID.randomUUID().toString(),
                world.news,
                () -> world.settings.get().budgets(),
                world.clock,
                world.nanoClock);
        escrow.start();
    }

    /** What former lives of this instance spent is settled: what they held goes back. */
    void recovered() {
        escrow.recovered();
    }

    /**
     * The room that holds callers to their limits.
     *
     * @param failing whether a model has failed lately
     */
    Step limits(Predicate<String> failing) {
        return new LimitStep(
                new GrantLimits(outsiders, failing),
                limiter,
                () -> settings.get().access().counted(),
                LimitListener.NONE,
                clock);
    }

    /** The room that holds callers to their budgets. */
    Step budgets(CostBound costs) {
        return new BudgetStep(
                new GrantBudgets(outsiders, this::whole, clock),
                escrow,
                costs,
                () -> settings.get().budgets());
    }

    /** The budgets of what can be charged only when it was consumed. */
    Postpaid afterwards() {
        return new Postpaid(
                new GrantBudgets(outsiders, this::whole, clock),
                escrow,
                () -> settings.get().budgets());
    }

    /** The whole gateway's budget; null when there is none. */
    private @Nullable BudgetLine whole() {
        AccessSettings rules = settings.get().access();
        Long most = rules.mostNanos();
        return most == null
                ? null
                : new BudgetLine(BudgetLevel.GLOBAL, "gateway", most, rules.mostFor(), Instant.EPOCH);
    }

    @Override
    public void close() {
        limiter.close();
        escrow.close();
    }
}

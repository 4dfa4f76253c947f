package dev.dragoman.gateway;

import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.call.RouteListener;
import dev.dragoman.gateway.call.SpendBook;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.RouterSettings;
import dev.dragoman.gateway.deployment.Affinity;
import dev.dragoman.gateway.deployment.Budgets;
import dev.dragoman.gateway.deployment.CheckTurns;
import dev.dragoman.gateway.deployment.HealthBoard;
import dev.dragoman.gateway.deployment.HealthStore;
import dev.dragoman.gateway.deployment.Learning;
import dev.dragoman.gateway.deployment.MemoryHealthStore;
import dev.dragoman.gateway.deployment.Mirror;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.deployment.RecentFailures;
import dev.dragoman.gateway.deployment.RouteExplain;
import dev.dragoman.gateway.deployment.RouteStep;
import dev.dragoman.gateway.deployment.Screens;
import dev.dragoman.gateway.deployment.SpendWindows;
import dev.dragoman.gateway.deployment.Strategies;
import dev.dragoman.gateway.deployment.Traces;
import dev.dragoman.gateway.ledger.CostStep;
import dev.dragoman.gateway.ledger.HedgeCosts;
import dev.dragoman.gateway.ledger.Ledger;
import dev.dragoman.gateway.ledger.PriceBook;
import dev.dragoman.gateway.observe.Metrics;
import dev.dragoman.gateway.observe.RoutingMetrics;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.sharing.CheckBoard;
import dev.dragoman.gateway.sharing.CooldownBoard;
import dev.dragoman.gateway.sharing.LoadBoard;
import dev.dragoman.gateway.sharing.SpendBoard;
import dev.dragoman.routing.AttemptListener;
import dev.dragoman.routing.CooldownListener;
import dev.dragoman.routing.Cooldowns;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.Pause;
import dev.dragoman.routing.Router;
import dev.dragoman.routing.choice.BusyBook;
import dev.dragoman.routing.choice.InFlight;
import dev.dragoman.routing.choice.MinuteUsage;
import dev.dragoman.routing.choice.Paces;
import dev.dragoman.routing.choice.UsageBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The part of the gateway that decides who answers a call, put together: what is learned of deployments, and the steps that use it. */
final class Routing implements AutoCloseable {

    private static final int MOST_COPIES = 64;
    private static final int REMEMBERED_CHECKS = 10_000;
    private static final int REMEMBERED_ROUTES = 10_000;

    private final World world;
    private final Chance chance;
    private final Cooldowns cooldowns;
    private final RecentFailures failures;
    private final Screens screens;
    private final @Nullable SpendBoard spendBoard;
    private final Budgets budgets;
    private final HealthStore healthStore = new MemoryHealthStore(REMEMBERED_CHECKS);
    private final HealthBoard healthBoard;
    private final Traces traces = new Traces(REMEMBERED_ROUTES);
    private final Spending spending;
    private final Step costs;
    private final Step route;

    /**
     * What routing is put together of.
     *
     * @param shared what instances share; null when they do not
     * @param ledger writes down what calls cost
     */
    record World(
            Supplier<ModelTable> models,
            Dispatcher dispatcher,
            PriceBook prices,
            Metrics metrics,
            ChatTokens tokens,
            CallIds ids,
            @Nullable Redis shared,
            Ledger ledger) {}

    /**
     * What cannot be foreseen.
     *
     * @param ended whether the gateway is at its end
     */
    record Chance(
            RandomGenerator random, Pause pause, InstantSource clock, LongSupplier nanoClock, BooleanSupplier ended) {}

    Routing(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        RoutingMetrics told = new RoutingMetrics(world.metrics);
        this.cooldowns = cooldowns(told);
        this.failures = new RecentFailures(chance.nanoClock);
        this.healthBoard = new HealthBoard(healthStore, cooldowns, chance.clock);
        this.spendBoard = spendBoard();
        SpendBook spent = spendBoard == null ? new SpendWindows(chance.clock) : spendBoard;
        this.budgets = new Budgets(world.models, spent, told::remainingBudget);
        this.screens = Screens.of(world.tokens::chat, budgets, healthBoard);
        this.spending = new Spending(world.metrics, told, budgets);
        this.costs = new CostStep(world.prices, spending, world.tokens, world.ledger, chance.nanoClock);
        this.route = route(told);
    }

    /** Reckons what answers cost. */
    Step costs() {
        return costs;
    }

    /** Asks deployments. */
    Step route() {
        return route;
    }

    Spending spending() {
        return spending;
    }

    Cooldowns cooldowns() {
        return cooldowns;
    }

    Budgets budgets() {
        return budgets;
    }

    HealthStore healthStore() {
        return healthStore;
    }

    HealthBoard healthBoard() {
        return healthBoard;
    }

    /** Where instances take turns in checking models; null when they share nothing. */
    @Nullable
    CheckTurns checkTurns() {
        return world.shared == null
                ? null
                : new SharedChecks(new CheckBoard(world.shared, world.ids.next(), chance.clock));
    }

    /** Tells how calls were routed, and how one would be. */
    RouteExplain explain(Dialect openai) {
        return new RouteExplain(
                world.models,
                screens,
                cooldowns,
                traces,
                world.tokens::chat,
                new PriceQuote(world.prices),
                openai,
                chance.nanoClock);
    }

    private Cooldowns cooldowns(RoutingMetrics told) {
        if (world.shared == null) {
            return new Cooldowns(chance.nanoClock, told);
        }
        CooldownBoard board = new CooldownBoard(world.shared, chance.clock, chance.nanoClock, chance.ended);
        Cooldowns shared = new Cooldowns(chance.nanoClock, CooldownListener.all(List.of(told, board)));
        board.follow(shared);
        return shared;
    }

    /** Where instances tell each other what they ask of deployments; null when they do not. */
    private @Nullable LoadBoard loads(InFlight running) {
        if (world.shared == null) {
            return null;
        }
        LoadBoard board = new LoadBoard(
                world.shared, world.ids.next(), new MinuteUsage(chance.clock), running, chance.clock, chance.ended);
        board.start();
        return board;
    }

    /** Where instances add up what they spend on deployments; null when they do not. */
    private @Nullable SpendBoard spendBoard() {
        if (world.shared == null) {
            return null;
        }
        SpendBoard board = new SpendBoard(world.shared, world.ids.next(), chance.clock, chance.ended);
        board.start();
        return board;
    }

    /** Hands over what other instances have not been told yet. */
    @Override
    public void close() {
        if (spendBoard != null) {
            spendBoard.close();
        }
    }

    /** Whether a deployment behind the public name has failed within the last minute. */
    boolean failsLately(String model) {
        return failures.areAmong(world.models.get().find(model));
    }

    private Step route(RoutingMetrics told) {
        Supplier<RouterSettings> settings = () -> world.models.get().settings().router();
        InFlight running = new InFlight();
        LoadBoard board = loads(running);
        BusyBook busy = board == null ? running : board;
        UsageBook usage = board == null ? new MinuteUsage(chance.clock) : board;
        Paces paces =
                new Paces(chance.nanoClock, () -> settings.get().choosing().pace());
        Router router = new Router(
                world.dispatcher,
                chance.random,
                chance.pause,
                chance.nanoClock,
                cooldowns,
                AttemptListener.all(List.of(told, new Learning(running, usage, paces, settings), failures)));
        Strategies strategies = new Strategies(
                new Strategies.Books(busy, usage, paces, new StrategyPrices(world.prices)),
                world.tokens::chat,
                chance.random);
        Affinity affinity = new Affinity(chance.nanoClock);
        RouteListener unmirrored = RouteListener.all(
                List.of(told, new HedgeCosts(world.prices, world.tokens::chat, spending, world.ledger)));
        RouteListener mirrored =
                RouteListener.all(List.of(unmirrored, mirror(step(router, strategies, affinity, unmirrored), told)));
        return step(router, strategies, affinity, mirrored);
    }

    private Mirror mirror(Step unmirroredRoute, RoutingMetrics told) {
        return new Mirror(
                new Pipeline(List.of(costs, unmirroredRoute)),
                world.ids,
                (model, silent, outcome) ->
                        told.mirrored(model, silent, outcome.name().toLowerCase(Locale.ROOT)),
                MOST_COPIES,
                chance.nanoClock);
    }

    private Step step(Router router, Strategies strategies, Affinity affinity, RouteListener listener) {
        return new RouteStep(
                world.models,
                router,
                cooldowns,
                strategies,
                screens,
                affinity,
                listener,
                traces,
                chance.clock,
                chance.nanoClock);
    }
}
